using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

/// <summary>Text as Linux 6.18 wrote it, shortened.</summary>
public class KernelCountersTests
{
    private const string Snmp = """
        Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams InUnknownProtos InDiscards InDelivers OutRequests
        Ip: 1 64 1000 0 0 200 0 0 750 900
        Icmp: InMsgs InErrors
        Icmp: 0 0
        Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts InCsumErrors
        Tcp: 1 200 120000 -1 12 3 4 5 6 7 8 9 0 17 0
        """;

    private const string Snmp6 = "Ip6InReceives                   \t40\nIp6InDelivers                   \t30\nIp6OutForwDatagrams             \t5\n";

    [Theory]
    [InlineData("Tcp:", "OutRsts", 17L)]
    [InlineData("Tcp:", "MaxConn", -1L)]
    [InlineData("Ip:", "InDelivers", 750L)]
    [InlineData("Tcp:", "TCPRetransFail", null)]
    [InlineData("TcpExt:", "OutRsts", null)]
    public void A_counter_is_found_by_its_name(string prefix, string name, long? expected) => KernelCounters.Find(Snmp, prefix, name).Should().Be(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Tcp: OutRsts\n")]
    [InlineData("Tcp: OutRsts\nTcp: many\n")]
    [InlineData("Tcp: OutRsts\nTcp:\n")]
    [InlineData("Tcp: OutRsts\nTcp: 1\nTcp: 2\n")]
    public void What_is_not_understood_is_not_counted(string? text) => KernelCounters.Find(text, "Tcp:", "OutRsts").Should().BeNull();

    [Fact]
    public void What_was_neither_delivered_nor_forwarded_is_counted_in_both_families()
    {
        KernelCounters.Undelivered(Snmp, Snmp6).Should().Be(50 + 5);
        KernelCounters.Undelivered(Snmp, null).Should().Be(50);
        KernelCounters.Undelivered(null, Snmp6).Should().BeNull();
    }

    [Fact]
    public void This_machine_counts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "These files are Linux'.");

        KernelCounters.Read().ResetsSent.Should().NotBeNull();
        KernelCounters.Read().Should().NotBe(default(TrafficCounters));
    }
}
