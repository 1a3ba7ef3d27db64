namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The client has no usable network interface.</summary>
internal sealed class NoNetwork : ICatalogueRule
{
    public CauseCode Code => CauseCode.NoNetwork;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.NetworkUnreachable,
        KnownErrors.Chrome("net::ERR_INTERNET_DISCONNECTED"),
        KnownErrors.Firefox("NS_ERROR_OFFLINE"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Unreachable or ConnectionOutcome.NameResolutionFailed) || evidence.HasNetwork() != false
            || evidence.Names.Value is { NeverExists: true } || evidence.Names.Value?.Answered().Any() == true
            || evidence.Routes.Value?.Routes.Any(route => route.IsOwn || route.Scope == AddressScope.LinkLocal) == true)
        {
            return;
        }

        scales.Confirm(Message.Of("no-network.summary"), Message.Of("no-network.reason"));
        scales.Remedy(RemedyActor.Client, Message.Of("no-network.remedy"), Commands.ShowAddresses(evidence));
    }
}
