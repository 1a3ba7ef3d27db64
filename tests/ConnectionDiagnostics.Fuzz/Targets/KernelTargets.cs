using System.Net;
using ConnectionDiagnostics.Platform.Linux;
using ConnectionDiagnostics.Platform.MacOS;
using ConnectionDiagnostics.Platform.Windows;
using ConnectionDiagnostics.Tests.Platform.Linux;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>What kernels answer: on a system of another version, or in a sandbox that answers for it, they may say other things.</summary>
internal static class KernelTargets
{
    private static readonly byte[][] Controls =
    [
        Convert.FromHexString("30000000000000000000000000000B000000006F00000002030D000000000000000000000200000000C000020100000000000000000000"),
        Convert.FromHexString("3C0000000000000029000000190000007100000003010400000000000000000A00000000000000" + "20010DB800000000000000000000000100000000"),
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("netlink", "rtnetlink and sock_diag", grammar => grammar.Chance(6) ? grammar.Noise(grammar.Length()) : grammar.Changed(Recorded.All), ReadNetlink),
        new("error-queue", "the error queue of a socket", grammar => grammar.Changed(Controls), input => ErrorQueue.ReadControl(input, [])),
        new("tcp-info", "TCP_INFO", grammar => grammar.Changed(Recorded.TransferBothWays, Recorded.TransferEnded), input => TcpTransfer.Parse(input)),
        new("other-systems", "tables and messages of macOS and Windows", MakeOther, ReadOther) { MostAllocated = (1024 * 1024, 1024) },
    ];

    private static byte[] MakeOther(ByteGrammar grammar)
    {
        byte[] message = new byte[grammar.Pick(16, 28, 56, 88, 104, 128, 404)];
        // A length in front, as most of these have one.
        message[0] = (byte)message.Length;
        message[grammar.Pick(1, 2, 3)] = grammar.Pick<byte>(1, 2, 5, 18, 23, 30);
        return grammar.Changed(message, grammar.Noise(message.Length));
    }

    private static void ReadNetlink(byte[] input)
    {
        NetlinkDatagram.Read(input, new RouteReader());
        NetlinkDatagram.Read(input, new LinkReader());
        NetlinkDatagram.Read(input, new NeighbourReader(IPAddress.Loopback, 0));
        NetlinkDatagram.Read(input, new ConnectionReader(new IPEndPoint(IPAddress.Loopback, 7777)));
        var listeners = new ListenerReader();
        NetlinkDatagram.Read(input, listeners);
        if (listeners.Listeners.Count > input.Length)
        {
            throw new InvalidOperationException("more listeners than bytes");
        }
    }

    private static void ReadOther(byte[] input)
    {
        ReadOnlySpan<byte> rest = input;
        while (RoutingMessage.Read(ref rest) is not null)
        {
        }

        ConnectionInfo.Read(input)?.ToTransfer();
        TcpStatistics.Read(input)?.ToTransfer();
        IcmpErrorInfo.Read(input);
        SocketAddressInet.Read(input);
        BestRoute.ToRoute(0, input, input, IPAddress.Parse("192.0.2.1"));
        List<TcpTableRow> rows = [];
        TcpTable.Read(input, isIPv6: false, rows);
        TcpTable.Read(input, isIPv6: true, rows);
    }
}
