using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>What the kernel knows of machines on its own links, as arp(8) and ndp(8) list it: the routes that ARP and neighbour discovery made.</summary>
internal static class MacNeighbours
{
    // sysctl(3): CTL_NET, PF_ROUTE, 0, the family, NET_RT_FLAGS, the flags.
    private const int ControlNet = 4;
    private const int PfRoute = 17;
    private const int RoutesByFlags = 2;

    private const int MaxSize = 16 * 1024 * 1024;
    private const int MaxTries = 8;

    public static Fact<LinkNeighbour> Read(IPAddress address, SystemRoute route) => NativeCall.Ask(() =>
        Dump(address.AddressFamily == AddressFamily.InterNetworkV6 ? RoutingAddress.AfInet6 : RoutingAddress.AfInet, out int errno) is { } table
            ? Fact<LinkNeighbour>.Measured(Find(table, address, route))
            : Fact<LinkNeighbour>.NotMeasured(LibSystem.ToReason(errno)));

    internal static LinkNeighbour Find(ReadOnlySpan<byte> table, IPAddress address, SystemRoute route)
    {
        RoutingMessage? found = null;
        byte[] wanted = address.GetAddressBytes();
        while (RoutingMessage.Read(ref table) is { } message)
        {
            bool isThis = message is { HardwareLength: not null, Destination: { } destination } && destination.GetAddressBytes().AsSpan().SequenceEqual(wanted);
            if (isThis && (route.InterfaceIndex == 0 || message.InterfaceIndex == route.InterfaceIndex))
            {
                found = message;
                break;
            }
        }

        return new LinkNeighbour
        {
            Address = address,
            Interface = route.Interface,
            State = found is null ? LinkNeighbourState.Absent : StateOf(found, address.AddressFamily),
        };
    }

    /// <summary>
    /// As arp(8) reads it: no hardware address is "incomplete"; after the last request in vain the kernel marks the route as rejecting (arp_lookup_ip in
    /// xnu's bsd/netinet/in_arp.c). Whether an answered entry is still good the public messages do not tell. For IPv6 they do not tell either whether an
    /// entry is permanent: the time to expire is elsewhere.
    /// </summary>
    private static LinkNeighbourState StateOf(RoutingMessage message, AddressFamily family) =>
        message.Flags.HasFlag(RouteFlags.Reject) ? LinkNeighbourState.Failed
        : message.HardwareLength == 0 ? LinkNeighbourState.Incomplete
        : message.IsPermanent && family == AddressFamily.InterNetwork ? LinkNeighbourState.Fixed
        : LinkNeighbourState.Stale;

    /// <summary>The table may grow between the question for its size and that for itself: then the kernel says that there is too little memory.</summary>
    private static unsafe byte[]? Dump(byte family, out int errno)
    {
        int* name = stackalloc int[6] { ControlNet, PfRoute, 0, family, RoutesByFlags, (int)RouteFlags.LinkInformation };
        errno = 0;
        for (int i = 0; i < MaxTries; i++)
        {
            nuint size = 0;
            if (LibSystem.Control(name, 6, null, &size, null, 0) != 0)
            {
                errno = Marshal.GetLastPInvokeError();
                return null;
            }

            if (size == 0)
            {
                return [];
            }

            if (size > MaxSize)
            {
                return null;
            }

            byte[] table = new byte[(int)size + ((int)size / 8)];
            size = (nuint)table.Length;
            fixed (byte* bytes = table)
            {
                if (LibSystem.Control(name, 6, bytes, &size, null, 0) == 0)
                {
                    return table[..(int)Math.Min(size, (nuint)table.Length)];
                }
            }

            errno = Marshal.GetLastPInvokeError();
            if (errno != LibSystem.NoMemory)
            {
                return null;
            }
        }

        return null;
    }
}
