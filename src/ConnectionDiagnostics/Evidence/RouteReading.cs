using System.Net;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of the way to the target.</summary>
internal static class RouteReading
{
    /// <summary>A route to a private address that no interface of this machine is in.</summary>
    public static RouteToAddress? ForeignPrivateRoute(this ConnectionEvidence evidence) => evidence.Routes.Value?.Routes.FirstOrDefault(route =>
        route is { IsOwn: false, Interface: null, Scope: AddressScope.Private or AddressScope.Shared or AddressScope.LinkLocal, ThroughTunnel: not true });

    /// <summary>The public router that packets to a private address were seen to reach: they left the networks in which such an address can be.</summary>
    public static IPAddress? PublicRouterOnPrivatePath(this ConnectionEvidence evidence)
    {
        if (evidence.ForeignPrivateRoute() is null)
        {
            return null;
        }

        IEnumerable<IPAddress> senders = evidence.IcmpErrors().Select(icmp => icmp.Sender)
            .Concat((evidence.Path.Value?.Hops ?? []).Select(hop => hop.Expired()).OfType<IPAddress>());
        return senders.FirstOrDefault(sender => !evidence.IsOwnAddress(sender) && AddressScopes.Of(sender) is AddressScope.Public or AddressScope.Reserved);
    }

    /// <summary>Whether packets to a private address leave the networks in which such an address can be.</summary>
    public static bool LeavesPrivateNetworks(this ConnectionEvidence evidence) => evidence.PublicRouterOnPrivatePath() is not null;
}
