using System.Net;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Asks the kernel what it does with packets to an address (<c>RTM_GETROUTE</c>, rtnetlink(7)).</summary>
/// <remarks>
/// Without <c>RTM_F_FIB_MATCH</c>: the kernel then resolves the route as for a connect, with its choice among several gateways and its
/// choice of a source address. The kind of route is the same either way.
/// </remarks>
internal static class Routes
{
    private const ushort GetRoute = 26;

    /// <summary><c>struct rtmsg</c>.</summary>
    private const int BodySize = 12;

    private const ushort Destination = 1;
    private const ushort OutInterface = 4;

    private const int AccessDenied = 13;
    private const int InvalidArgument = 22;
    private const int NetworkUnreachable = 101;
    private const int HostUnreachable = 113;

    public static Fact<SystemRoute> Find(IPAddress address)
    {
        using var netlink = Netlink.Open(Netlink.Routing, out int error);
        if (netlink is null)
        {
            return Fact<SystemRoute>.NotMeasured(LinuxErrors.ToReason(error));
        }

        var reader = new RouteReader();
        NetlinkOutcome outcome = netlink.Ask(Question(address), reader);
        return (outcome.End, outcome.Error) switch
        {
            (NetlinkEnd.Complete, _) when reader.Route is { } route => Fact<SystemRoute>.Measured(WithLink(route, netlink)),
            (NetlinkEnd.Refused, NetworkUnreachable) => Refusing(RouteKind.None),
            (NetlinkEnd.Refused, HostUnreachable) => Refusing(RouteKind.Unreachable),
            (NetlinkEnd.Refused, AccessDenied) when AnswersForLoopback(netlink, address) => Refusing(RouteKind.Prohibited),
            (NetlinkEnd.Refused, InvalidArgument) when AnswersForLoopback(netlink, address) => Refusing(RouteKind.Blackhole),
            _ => Fact<SystemRoute>.NotMeasured(LinuxErrors.ToReason(outcome.Error)),
        };
    }

    internal static NetlinkRequest Question(IPAddress address)
    {
        // Connecting to "no address" reaches this machine; the routing table of IPv6 does not know that.
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
        byte[] bytes = address.GetAddressBytes();
        var request = new NetlinkRequest(GetRoute, BodySize);
        request.Body[0] = LinuxFamily.Of(address);
        request.Body[1] = (byte)(bytes.Length * 8);
        request.Add(Destination, bytes);
        if (bytes.Length == 16 && address.ScopeId is > 0 and <= int.MaxValue)
        {
            request.Add(OutInterface, (int)address.ScopeId);
        }

        return request;
    }

    /// <summary>The same two errors come from a kernel or a sandbox that rejects the question itself. No routing table refuses loopback.</summary>
    private static bool AnswersForLoopback(Netlink netlink, IPAddress address)
    {
        bool isIPv6 = LinuxFamily.Of(address) == LinuxFamily.IPv6 && !address.IsIPv4MappedToIPv6;
        var reader = new RouteReader();
        netlink.Ask(Question(isIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback), reader);
        return reader.Route is not null;
    }

    private static SystemRoute WithLink(SystemRoute route, Netlink netlink) =>
        route.InterfaceIndex > 0 && Links.Find(netlink, route.InterfaceIndex) is { } link
            ? route with { Interface = link.Name, ThroughTunnel = link.IsTunnel }
            : route;

    private static Fact<SystemRoute> Refusing(RouteKind kind) => Fact<SystemRoute>.Measured(new SystemRoute { Kind = kind });
}
