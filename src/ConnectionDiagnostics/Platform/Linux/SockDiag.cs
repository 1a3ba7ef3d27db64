using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>TCP sockets from the kernel's socket monitor (sock_diag(7)): under a millisecond where /proc/net/tcp takes a hundred.</summary>
internal static class SockDiag
{
    /// <summary>The type of questions and answers.</summary>
    public const ushort ByFamily = 20;

    /// <summary><c>struct inet_diag_msg</c>.</summary>
    public const int MessageSize = 72;

    /// <summary><c>TCP_LISTEN</c>, as a bit.</summary>
    public const uint Listening = 1u << 10;

    /// <summary>The states from <c>TCP_ESTABLISHED</c> to <c>TCP_CLOSING</c> without listening; being opened by a peer includes <c>TCP_NEW_SYN_RECV</c>.</summary>
    public const uint Connected = 0xFFE & ~Listening;

    private const int RequestSize = 56;
    private const byte ProtocolTcp = 6;

    /// <summary>All listening TCP sockets, or <see langword="null"/> when the kernel or a sandbox denies the question.</summary>
    public static List<Listener>? ReadListeners()
    {
        var reader = new ListenerReader();
        if (!Read(Listening, reader))
        {
            return null;
        }

        reader.Listeners.Sort(ListenerOrder.Instance);
        return reader.Listeners;
    }

    /// <summary>Reads the sockets of both families in some states.</summary>
    /// <returns>Whether the kernel told all.</returns>
    public static bool Read(uint states, INetlinkReader reader)
    {
        using var netlink = Netlink.Open(Netlink.SocketMonitor, out _);
        return netlink is not null && Dump(netlink, LinuxFamily.IPv4, states, reader) && Dump(netlink, LinuxFamily.IPv6, states, reader);
    }

    private static bool Dump(Netlink netlink, byte family, uint states, INetlinkReader reader)
    {
        var request = new NetlinkRequest(ByFamily, RequestSize, dump: true);
        request.Body[0] = family;
        request.Body[1] = ProtocolTcp;
        MemoryMarshal.Write(request.Body[4..], in states);
        return netlink.Ask(request, reader).End == NetlinkEnd.Complete;
    }
}
