namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The server's private address is dialled from another network.</summary>
internal sealed class PrivateAddressFromOutside : ICauseRule
{
    public CauseCode Code => CauseCode.PrivateAddressFromOutside;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable) || evidence.Connect.Value is not { ConnectedAddress: null }
            || evidence.Routes.Value?.Routes.FirstOrDefault(IsForeignPrivate) is not { } route)
        {
            return;
        }

        scales.Consider(Prior.Common, Message.Of("private-address-from-outside.summary", ("address", route.Address)));
        scales.For(Strength.Weak, Message.Of("private-address-from-outside.reason", ("address", route.Address), ("source", route.SourceAddress)));
        scales.Remedy(RemedyActor.Client, Message.Of("private-address-from-outside.remedy", ("address", route.Address)), Commands.ShowRoutes(evidence));
    }

    private static bool IsForeignPrivate(RouteToAddress route) =>
        route is { IsOwn: false, Interface: null, Scope: AddressScope.Private or AddressScope.Shared or AddressScope.LinkLocal };
}
