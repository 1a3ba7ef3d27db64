using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>The host name or address is mistaken.</summary>
internal sealed class WrongHost : ICatalogueRule
{
    public CauseCode Code => CauseCode.WrongHost;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.Refused, .. KnownErrors.TimedOut];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Routes.Value is not { Routes: [var route, ..] routes } || scales.Outcome == ConnectionOutcome.Connected)
        {
            return;
        }

        if (evidence.Target.Address is { } literal && !evidence.IsExpected([literal]))
        {
            scales.Confirm(
                Message.Of("wrong-host.summary.unexpected", ("address", literal), ("expected", evidence.Settings.ExpectedAddresses)),
                Message.Of("wrong-host.reason.unexpected", ("expected", evidence.Settings.ExpectedAddresses)));
            scales.Remedy(RemedyActor.Client, Message.Of("wrong-host.remedy.expected", ("expected", evidence.Settings.ExpectedAddresses)));
        }
        else if (routes.All(IsGroup) && scales.Outcome is ConnectionOutcome.Unreachable or ConnectionOutcome.BlockedLocally)
        {
            // TCP goes to one machine only (RFC 9293, section 3.9.2.3: broadcast and multicast are no addresses for it).
            scales.Confirm(
                Message.Of("wrong-host.summary.special", ("address", route.Address)),
                Message.Of(route.Kind == RouteKind.Broadcast ? "wrong-host.reason.Broadcast" : "wrong-host.reason.Multicast", ("address", route.Address)));
            scales.Remedy(RemedyActor.Client, Message.Of("wrong-host.remedy.special", ("host", evidence.Target.Host)));
        }
        else if (evidence.Target.Address is null && FakeAddresses.Find(route.Address) is not null)
        {
            // The name is right; software on this machine made the address up: client-proxy-interferes tells it.
            return;
        }
        else if (route.Scope == AddressScope.Reserved && (route.IsOwn || evidence.HostIsUp()))
        {
            // Somebody uses the range for machines of their own (198.18.0.0/15 in laboratories), and it works.
            scales.RuleOut(Message.Of("wrong-host.ruled-out.answers", ("address", route.Address)));
        }
        else if (route.Scope is AddressScope.Multicast or AddressScope.Reserved or AddressScope.Unspecified && !(route.IsOwn && evidence.ListenersOnPort() is { Count: > 0 }))
        {
            scales.Consider(Prior.Common, Message.Of("wrong-host.summary.special", ("address", route.Address)));
            scales.For(
                Strength.Strong,
                Message.Of($"wrong-host.reason.{route.Scope}", ("address", route.Address)));
            scales.Remedy(RemedyActor.Client, Message.Of("wrong-host.remedy.special", ("host", evidence.Target.Host)));
        }
    }

    private static bool IsGroup(RouteToAddress route) => route.Kind == RouteKind.Broadcast || route.Scope == AddressScope.Multicast;
}
