namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>The host name or address is mistaken.</summary>
internal sealed class WrongHost : ICauseRule
{
    public CauseCode Code => CauseCode.WrongHost;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Routes.Value is not { Routes: [var route, ..] } || scales.Outcome == ConnectionOutcome.Connected)
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
        else if (route.Scope is AddressScope.Multicast or AddressScope.Reserved or AddressScope.Unspecified && !(route.IsOwn && evidence.ListenersOnPort() is { Count: > 0 }))
        {
            scales.Consider(Prior.Common, Message.Of("wrong-host.summary.special", ("address", route.Address)));
            scales.For(
                route.Scope == AddressScope.Unspecified ? Strength.Weak : Strength.Strong,
                Message.Of($"wrong-host.reason.{route.Scope}", ("address", route.Address)));
            scales.Remedy(RemedyActor.Client, Message.Of("wrong-host.remedy.special", ("host", evidence.Target.Host)));
        }
    }
}
