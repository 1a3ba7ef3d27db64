using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using ConnectionDiagnostics.Platform.Windows;
using static ConnectionDiagnostics.Tests.Platform.Windows.WindowsBytes;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

public class TcpTableTests
{
    private static readonly byte[] IPv4 = Table(
        Row("0.0.0.0:445", "0.0.0.0:0", TcpState.Listen, 4),
        Row("10.0.0.7:50123", "192.0.2.1:443", TcpState.Established, 4711),
        Row("10.0.0.7:50124", "192.0.2.1:443", TcpState.TimeWait, 0));

    private static readonly byte[] IPv6 = Table(
        Row("[::]:8080", "[::]:0", TcpState.Listen, 1234),
        Row("[fe80::7%3]:50125", "[fe80::1%3]:22", TcpState.SynSent, 99));

    [Fact]
    public void The_rows_have_the_documented_sizes()
    {
        Marshal.SizeOf<TcpRow>().Should().Be(TcpTable.RowSizeIPv4);
        Marshal.SizeOf<Tcp6Row>().Should().Be(TcpTable.RowSizeIPv6);
    }

    [Fact]
    public void Reads_addresses_ports_states_and_processes_of_IPv4() => Read(IPv4, isIPv6: false).Should().Equal(
        new TcpTableRow(IPEndPoint.Parse("0.0.0.0:445"), IPEndPoint.Parse("0.0.0.0:0"), TcpState.Listen, 4),
        new TcpTableRow(IPEndPoint.Parse("10.0.0.7:50123"), IPEndPoint.Parse("192.0.2.1:443"), TcpState.Established, 4711),
        new TcpTableRow(IPEndPoint.Parse("10.0.0.7:50124"), IPEndPoint.Parse("192.0.2.1:443"), TcpState.TimeWait, 0));

    [Fact]
    public void Reads_addresses_ports_states_and_processes_of_IPv6() => Read(IPv6, isIPv6: true).Should().Equal(
        new TcpTableRow(IPEndPoint.Parse("[::]:8080"), IPEndPoint.Parse("[::]:0"), TcpState.Listen, 1234),
        new TcpTableRow(IPEndPoint.Parse("[fe80::7%3]:50125"), IPEndPoint.Parse("[fe80::1%3]:22"), TcpState.SynSent, 99));

    [Fact]
    public void Room_behind_the_rows_is_no_row() => Read([.. IPv4, .. new byte[400]], isIPv6: false).Should().HaveCount(3);

    [Fact]
    public void A_number_of_rows_that_cannot_be_reads_those_that_are_there()
    {
        byte[] table = [.. IPv4];
        table.AsSpan(0, 4).Fill(0xFF);

        Read(table, isIPv6: false).Should().HaveCount(3);
    }

    [Fact]
    public void A_state_without_a_name_is_unknown() =>
        Read(Table(Row("10.0.0.7:1", "10.0.0.8:2", (TcpState)13, 1)), isIPv6: false).Single().State.Should().Be(TcpState.Unknown);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_table_that_is_cut_anywhere_gives_its_whole_rows(bool isIPv6)
    {
        byte[] table = isIPv6 ? IPv6 : IPv4;
        int size = isIPv6 ? 56 : 24;
        for (int length = 0; length < table.Length; length++)
        {
            Read(table[..length], isIPv6).Should().HaveCount(length < 4 ? 0 : (length - 4) / size);
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes =>
        {
            Read(bytes, isIPv6: false);
            Read(bytes, isIPv6: true);
        },
        IPv4, IPv6);

    [Fact]
    public void Listeners_are_told_by_port_and_keep_their_process() =>
        WindowsSystem.ToListeners([.. Read(IPv6, isIPv6: true), .. Read(IPv4, isIPv6: false)]).Should().BeEquivalentTo(new
        {
            Source = "tcp_table",
            Listeners = new[]
            {
                new { Address = IPAddress.Any, Port = 445, Inode = 4UL, QueueLength = (int?)null, IPv6Only = (bool?)null },
                new { Address = IPAddress.IPv6Any, Port = 8080, Inode = 1234UL, QueueLength = (int?)null, IPv6Only = (bool?)null },
            },
        });

    private static List<TcpTableRow> Read(byte[] table, bool isIPv6)
    {
        var rows = new List<TcpTableRow>();
        TcpTable.Read(table, isIPv6, rows);
        return rows;
    }

    /// <summary>MIB_TCPROW_OWNER_PID (tcpmib.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct TcpRow
    {
        public uint State, LocalAddress, LocalPort, RemoteAddress, RemotePort, OwningPid;
    }

    /// <summary>MIB_TCP6ROW_OWNER_PID (tcpmib.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Tcp6Row
    {
        public ulong Local1, Local2;
        public uint LocalScope, LocalPort;
        public ulong Remote1, Remote2;
        public uint RemoteScope, RemotePort, State, OwningPid;
    }
}
