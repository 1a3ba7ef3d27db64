using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Tests.Probes.Tls;

/// <summary>A byte less, a byte more and a byte beside: what still is a hello or an alert, and what no longer is.</summary>
public class TlsRecordBoundaryTests
{
    private const string Hello = "160303007A020000760303";

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void A_hello_tells_its_version_from_its_eleventh_byte_on()
    {
        for (int length = 0; length < Bytes(Hello).Length; length++)
        {
            TlsRecord.ReadHelloVersion(Bytes(Hello).AsSpan(0, length)).Should().BeNull($"{length} bytes");
            TlsRecord.IsServerHello(Bytes(Hello).AsSpan(0, length)).Should().Be(length >= 6, $"{length} bytes");
        }

        TlsRecord.ReadHelloVersion(Bytes(Hello)).Should().Be(0x0303);
        TlsRecord.ReadHelloVersion(Bytes(Hello + "FF")).Should().Be(0x0303);
    }

    [Theory]
    [InlineData("160301007A020000760301", 0x0301)]
    [InlineData("160301007A020000760300", 0x0300)]
    [InlineData("160303007A020000760203", null)]
    [InlineData("160303007A020000760403", null)]
    [InlineData("160303007A010000760303", null)]
    [InlineData("150303007A020000760303", null)]
    public void A_version_is_one_that_begins_with_three(string hex, int? version) => TlsRecord.ReadHelloVersion(Bytes(hex)).Should().Be(version);

    [Theory]
    [InlineData("15030300020028", null)]
    [InlineData("15030300020128", 40)]
    [InlineData("15030300020228", 40)]
    [InlineData("15030300020328", null)]
    [InlineData("15030300010228", null)]
    [InlineData("15030301020228", null)]
    [InlineData("15020300020228", null)]
    [InlineData("15040300020228", null)]
    [InlineData("14030300020228", null)]
    [InlineData("16030300020228", null)]
    [InlineData("1503030002022800", 40)]
    public void An_alert_has_two_bytes_and_one_of_two_levels(string hex, int? alert)
    {
        TlsRecord.ReadAlert(Bytes(hex)).Should().Be(alert);
        TlsRecord.ReadAlert(Bytes(hex).AsSpan(0, 6)).Should().BeNull("its last byte has not come");
    }

    [Theory]
    [InlineData("160303007A0100", false)]
    [InlineData("17", false)]
    [InlineData("160303", true)]
    [InlineData("160403", false)]
    public void A_prefix_is_one_until_the_type_of_the_handshake_has_come(string hex, bool mayBe) => TlsRecord.IsHandshakePrefix(Bytes(hex)).Should().Be(mayBe);

    [Theory]
    [InlineData("1303030000 15030300020228", null)]
    [InlineData("1403030000 15030300020228", 40)]
    [InlineData("1403030001AA 15030300020228", 40)]
    [InlineData("1703030001AA 15030300020228", 40)]
    [InlineData("1803030001AA 15030300020228", null)]
    [InlineData("15030300020228 1503030002012A", 42)]
    [InlineData("1503030001AA 15030300020228", 40)]
    [InlineData("1503030003AABBCC", null)]
    [InlineData("1503030102AABB", null)]
    public void Among_records_only_those_of_TLS_are_followed(string hex, int? alert)
    {
        var watch = default(AlertWatch);

        watch.Read(Bytes(hex));

        watch.Alert.Should().Be(alert);
    }

    [Fact]
    public void A_record_of_more_than_a_byte_of_length_is_passed_over_whole()
    {
        var watch = default(AlertWatch);

        // 0x0102 bytes that look like an alert, in pieces, and then the alert.
        watch.Read(Bytes("1603030102"));
        watch.Read([.. Enumerable.Repeat(Bytes("15030300020228"), 36).SelectMany(bytes => bytes), .. new byte[5]]);
        watch.Alert.Should().BeNull();
        watch.Read([0]);
        watch.Read(Bytes("1503030002022A"));

        watch.Alert.Should().Be(42);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void An_alert_that_comes_in_two_pieces_is_whole_at_its_end(int cut)
    {
        byte[] bytes = Bytes("15030300020228");
        var watch = default(AlertWatch);

        watch.Read(bytes.AsSpan(0, cut));
        watch.Alert.Should().BeNull();
        watch.Read(bytes.AsSpan(cut));

        watch.Alert.Should().Be(40);
    }
}
