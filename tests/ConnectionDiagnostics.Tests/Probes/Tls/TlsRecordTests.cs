using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Tests.Probes.Tls;

public class TlsRecordTests
{
    [Theory]
    [InlineData("160303007A0200", true)]
    [InlineData("160301007A02", true)]
    [InlineData("160303007A0100", false)]
    [InlineData("160303007A", false)]
    [InlineData("170303007A02", false)]
    [InlineData("160203007A02", false)]
    [InlineData("", false)]
    public void A_servers_hello_is_told_from_an_echo_of_our_own(string hex, bool isHello) => TlsRecord.IsServerHello(Convert.FromHexString(hex)).Should().Be(isHello);

    [Theory]
    [InlineData("16", true)]
    [InlineData("1603", true)]
    [InlineData("160303007A", true)]
    [InlineData("1602", false)]
    [InlineData("15", false)]
    [InlineData("", false)]
    [InlineData("160303007A02", false)]
    public void The_beginning_of_a_hello_may_still_become_one(string hex, bool mayBe) => TlsRecord.IsHandshakePrefix(Convert.FromHexString(hex)).Should().Be(mayBe);

    [Theory]
    [InlineData("15030300020228", 40)]
    [InlineData("15030100020170", 112)]
    [InlineData("15030300020046", null)]
    [InlineData("15030300030228", null)]
    [InlineData("150303000202", null)]
    [InlineData("48545450", null)]
    [InlineData("", null)]
    public void An_alert_is_read(string hex, int? alert) => TlsRecord.ReadAlert(Convert.FromHexString(hex)).Should().Be(alert);

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes =>
        {
            TlsRecord.IsServerHello(bytes);
            TlsRecord.IsHandshakePrefix(bytes);
            TlsRecord.ReadAlert(bytes);
        },
        Convert.FromHexString("15030300020228"));
}
