using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The client has no route to the address, or none that leads anywhere.</summary>
internal sealed class NoRoute : ICatalogueRule
{
    public CauseCode Code => CauseCode.NoRoute;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.NetworkUnreachable, .. KnownErrors.HostUnreachable];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Unreachable or ConnectionOutcome.BlockedLocally or ConnectionOutcome.Timeout)
            || evidence.Connect.Value is not { ConnectedAddress: null } || evidence.Routes.Value?.Routes is not [var missing, ..] routes)
        {
            return;
        }

        // A route would not make a server of a group or a reserved address: wrong-host tells it. Without any interface up, the missing
        // network is the cause of the missing route; and IPv6 that is not there has a cause of its own.
        if (routes.Any(route => route.Scope is AddressScope.Multicast or AddressScope.Reserved || route.Kind == RouteKind.Broadcast)
            || evidence.HasNetwork() == false || evidence.LacksIPv6())
        {
            return;
        }

        (string, object?)[] values = [("address", missing.Address), ("gateway", missing.Gateway), ("device", missing.Device)];
        if (scales.Outcome == ConnectionOutcome.Timeout)
        {
            WeighSilentGateway(missing, values, evidence, scales);
        }
        else if (routes.All(IsMissing) && !evidence.IcmpErrors().Any(icmp => !evidence.IsOwnAddress(icmp.Sender)))
        {
            // Nobody out there answered: then there would be a way, whatever the table says.
            WeighMissing(missing, values, evidence, scales);
        }
        else if (RouterWithoutRoute(evidence) is { } router)
        {
            (string, object?)[] details = [.. values, ("router", router.Sender), ("icmp", router)];
            scales.Consider(Prior.Usual, Message.Of("no-route.summary.router", details));
            scales.For(Strength.Strong, Message.Of("no-route.reason.router", details));
            scales.Remedy(RemedyActor.Network, Message.Of("no-route.remedy.router", details), Commands.TracePath(evidence, missing.Address));
        }
        else if (missing.Gateway is { } gateway && evidence.Host.Value is { } host
            && host.NextHop is { IsMeasured: true, Value: { State: LinkNeighbourState.Failed or LinkNeighbourState.Incomplete } hop } && hop.Address.Equals(gateway))
        {
            scales.Consider(Prior.Usual, Message.Of("no-route.summary.gateway", values));
            scales.For(Strength.Strong, Message.Of("no-route.reason.gateway", values));
            scales.Remedy(RemedyActor.Network, Message.Of("no-route.remedy.gateway", values), Commands.ShowRoutes(evidence));
        }
    }

    /// <summary>A gateway that forwards nothing is as silent as what is behind it; one hop at least says otherwise where it does forward.</summary>
    private static void WeighSilentGateway(RouteToAddress route, (string, object?)[] values, ConnectionEvidence evidence, CauseScales scales)
    {
        bool anyHop = evidence.Path.Value is { } path && path.Hops.Concat(path.Controls).Any(hop => hop.Expired() is not null || hop.WasAnswered());
        if (route.Gateway is null || !evidence.Path.IsMeasured || anyHop || evidence.HostIsUp())
        {
            return;
        }

        scales.Consider(Prior.Rare, Message.Of("no-route.summary.silent-gateway", values));
        scales.Remedy(RemedyActor.Network, Message.Of("no-route.remedy.gateway", values), Commands.ShowRoutes(evidence));
        scales.SeparateFrom(
            CauseCode.ServerFirewall, RemedyActor.Client, Message.Of("no-route.next.gateway", values), Commands.TracePath(evidence, route.Address));
    }

    /// <summary>"Network unreachable" (3/0; in ICMPv6 "no route", 1/0) of a router on the way: it knows no way to the address.</summary>
    private static IcmpError? RouterWithoutRoute(ConnectionEvidence evidence) => evidence.IcmpErrors().FirstOrDefault(icmp =>
        icmp is { IsIPv6: false, Type: 3, Code: 0 } or { IsIPv6: true, Type: 1, Code: 0 }
        && !evidence.IsOwnAddress(icmp.Sender) && !evidence.Attempts().Any(attempt => attempt.Address.Equals(icmp.Sender)));

    private static void WeighMissing(RouteToAddress missing, (string, object?)[] values, ConnectionEvidence evidence, CauseScales scales)
    {
        bool isSpecial = missing.Kind is RouteKind.Blackhole or RouteKind.Prohibited or RouteKind.Unreachable;
        Message summary = isSpecial ? Message.Of($"no-route.summary.{missing.Kind}", values) : Message.Of("no-route.summary", values);
        Message reason = isSpecial ? Message.Of($"no-route.reason.{missing.Kind}", values) : Message.Of("no-route.reason", values);
        if (evidence.HasNetwork() == true)
        {
            scales.Confirm(summary, reason);
        }
        else
        {
            // The interfaces could not be read: all of them may be down.
            scales.Consider(Prior.Usual, summary);
            scales.For(Strength.Strong, reason);
        }

        scales.Remedy(RemedyActor.Client, Message.Of("no-route.remedy", values), Commands.ShowRoutes(evidence));
    }

    private static bool IsMissing(RouteToAddress route) => route.Kind switch
    {
        RouteKind.None or RouteKind.Unreachable or RouteKind.Prohibited or RouteKind.Blackhole => true,
        RouteKind.Unknown => route.Error == SocketError.NetworkUnreachable,
        _ => false,
    };
}
