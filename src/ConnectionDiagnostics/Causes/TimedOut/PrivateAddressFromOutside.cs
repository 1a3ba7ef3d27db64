namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The server's private address is dialled from another network.</summary>
internal sealed class PrivateAddressFromOutside : ICatalogueRule
{
    public CauseCode Code => CauseCode.PrivateAddressFromOutside;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.TimedOut, .. KnownErrors.NetworkUnreachable];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable or ConnectionOutcome.Refused)
            || evidence.Connect.Value is not { ConnectedAddress: null } || evidence.ForeignPrivateRoute() is not { } route)
        {
            return;
        }

        (string, object?)[] values = [("address", route.Address), ("source", route.SourceAddress), ("router", evidence.PublicRouterOnPrivatePath())];
        if (evidence.LeavesPrivateNetworks())
        {
            scales.Consider(Prior.Usual, Message.Of("private-address-from-outside.summary", values));
            scales.For(Strength.Strong, Message.Of("private-address-from-outside.reason.router", values));
            scales.For(Strength.Weak, Message.Of("private-address-from-outside.reason", values));
        }
        else if (scales.Outcome == ConnectionOutcome.Refused || evidence.LivingPorts().Count > 0)
        {
            // Something answers at that address, in the networks in which it can be.
            return;
        }
        else
        {
            scales.Consider(Prior.Common, Message.Of("private-address-from-outside.summary", values));
            scales.For(Strength.Weak, Message.Of("private-address-from-outside.reason", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("private-address-from-outside.remedy", values), Commands.ShowRoutes(evidence));
        scales.SeparateFrom(
            CauseCode.HostDown, RemedyActor.Network, Message.Of("private-address-from-outside.next", values), Commands.TracePath(evidence, route.Address));
    }
}
