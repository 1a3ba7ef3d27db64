using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>From the kernel's answer to a route.</summary>
internal static class MacRoutes
{
    public static Fact<SystemRoute> ToRoute(RoutingMessage message, IPAddress address) => message.Error != 0
        ? ToFailure(message.Error)
        : Fact<SystemRoute>.Measured(new SystemRoute
        {
            Kind = KindOf(message, address),
            Gateway = message.Flags.HasFlag(RouteFlags.Gateway) ? message.Gateway : null,
            Interface = message.Interface,
            InterfaceIndex = message.InterfaceIndex,
            // For IPv6 the kernel chooses among the interface's addresses (RFC 6724); the route knows only one of them.
            Source = address.AddressFamily == AddressFamily.InterNetwork ? message.Source : null,
            ThroughTunnel = message.Interface is { } name ? IsTunnel(name) : null,
        });

    /// <summary>ESRCH is "not in table".</summary>
    public static Fact<SystemRoute> ToFailure(int errno) => errno is LibSystem.NoSuchProcess or LibSystem.NetworkUnreachable or LibSystem.HostUnreachable
        ? Fact<SystemRoute>.Measured(new SystemRoute { Kind = RouteKind.None })
        : Fact<SystemRoute>.NotMeasured(LibSystem.ToReason(errno));

    /// <summary>By name: macOS' own VPNs, WireGuard and most others are utun, IKEv2 ipsec, dialling up and L2TP ppp; tun and tap came with extensions.</summary>
    public static bool IsTunnel(string interfaceName) =>
        interfaceName.TrimEnd("0123456789").ToString() is "utun" or "ipsec" or "ppp" or "tun" or "tap" or "gif" or "stf";

    private static RouteKind KindOf(RoutingMessage message, IPAddress address) =>
        message.Flags.HasFlag(RouteFlags.Blackhole) ? RouteKind.Blackhole
        // An entry of the link bears the flag while nobody answers for the address; the route is there.
        : message.Flags.HasFlag(RouteFlags.Reject) && !message.Flags.HasFlag(RouteFlags.LinkInformation) ? RouteKind.Unreachable
        : message.Flags.HasFlag(RouteFlags.Local) || IPAddress.IsLoopback(address) || IsSame(message.Source, address) ? RouteKind.Local
        : message.Flags.HasFlag(RouteFlags.Broadcast) || address.Equals(IPAddress.Broadcast) ? RouteKind.Broadcast
        : message.Flags.HasFlag(RouteFlags.Multicast) || IsMulticast(address) ? RouteKind.Multicast
        : RouteKind.Unicast;

    private static bool IsSame(IPAddress? source, IPAddress address) =>
        source is not null && source.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes());

    private static bool IsMulticast(IPAddress address) =>
        address.IsIPv6Multicast || (address.GetAddressBytes() is { Length: 4 } bytes && bytes[0] is >= 224 and <= 239);
}
