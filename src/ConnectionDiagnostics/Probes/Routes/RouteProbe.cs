using System.Net;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Probes.Routes;

/// <summary>The way to each address: what kind of address it is, whose, and from where the system would send. Sends nothing.</summary>
internal sealed class RouteProbe : IStageProbe
{
    public Stage Stage => Stage.Route;

    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Routes = Fact<RouteEvidence>.NotMeasured(reason) };

    public ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (evidence.Names.Value is not { Addresses: { Count: > 0 } addresses })
        {
            return ValueTask.FromResult(evidence with { Routes = Fact<RouteEvidence>.Skipped(FactReason.EarlierStageFailed) });
        }

        IReadOnlyList<LocalAddress> own = evidence.Environment.Value?.Addresses ?? [];
        var routes = new RouteEvidence { Routes = [.. addresses.Select(address => RouteTo(address, own, session))] };
        return ValueTask.FromResult(evidence with { Routes = Fact<RouteEvidence>.Measured(routes) });
    }

    private static RouteToAddress RouteTo(IPAddress address, IReadOnlyList<LocalAddress> own, ProbeSession session)
    {
        AddressScope scope = AddressScopes.Of(address);
        LocalAddress? holder = own.FirstOrDefault(local => AddressScopes.AreSame(local.Address, address));
        // Dialling 0.0.0.0 or :: reaches the machine itself on Linux and macOS.
        bool isOwn = scope is AddressScope.Loopback or AddressScope.Unspecified || holder is not null;
        LocalAddress? neighbour = holder ?? own.FirstOrDefault(local => local.IsUp && AddressScopes.IsInSubnet(local, address));
        SourceAddress source = session.System.FindSource(new IPEndPoint(address, session.Target.Port));
        SystemRoute? route = session.System.FindRoute(address).Value;
        return new RouteToAddress
        {
            Address = address,
            Scope = scope,
            IsOwn = isOwn,
            Interface = neighbour?.Interface,
            SourceAddress = source.Address,
            Kind = route?.Kind ?? RouteKind.Unknown,
            Gateway = route?.Gateway,
            Device = route?.Interface,
            ThroughTunnel = route?.ThroughTunnel,
            Error = source.Error,
        };
    }
}
