using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Tests.Probes.Tls;

public class AlertWatchTests
{
    [Theory]
    [InlineData("15030300020228", 40)]
    [InlineData("1603030004020000001503030002022A", 42)]
    [InlineData("160303000016030300020000150303000202 74", 116)]
    [InlineData("1603030004020000001503030010AABBCCDDEEFF00112233445566778899", null)]
    [InlineData("1703030002150315030300020228", 40)]
    [InlineData("485454502F312E31", null)]
    [InlineData("150303000202", null)]
    [InlineData("", null)]
    public void An_alert_is_found_among_records_however_they_come(string hex, int? alert)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var whole = default(AlertWatch);
        var piecemeal = default(AlertWatch);

        whole.Read(bytes);
        foreach (byte value in bytes)
        {
            piecemeal.Read([value]);
        }

        whole.Alert.Should().Be(alert);
        piecemeal.Alert.Should().Be(alert);
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes => default(AlertWatch).Read(bytes), Convert.FromHexString("1603030004020000001503030002022A"));
}
