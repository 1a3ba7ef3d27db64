namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The target is reached over IPv6 only, and this machine has none.</summary>
internal sealed class IPv6Unavailable : ICatalogueRule
{
    public CauseCode Code => CauseCode.IPv6Unavailable;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.NetworkUnreachable,
        KnownErrors.DotNet("System.Net.Sockets.SocketException (97): Address family not supported by protocol"),
        KnownErrors.Node("Error: connect EADDRNOTAVAIL …"),
        KnownErrors.Node("Error: connect EAFNOSUPPORT …"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome == ConnectionOutcome.NameResolutionFailed)
        {
            WeighUnresolved(evidence, scales);
            return;
        }

        if (scales.Outcome is not (ConnectionOutcome.Unreachable or ConnectionOutcome.AddressNotAvailable or ConnectionOutcome.Timeout)
            || evidence.Connect.Value is not { ConnectedAddress: null } || !evidence.LacksIPv6())
        {
            return;
        }

        (string, object?)[] values = [("host", evidence.Target.Host), ("address", evidence.Attempts()[0].Address)];
        scales.Confirm(
            Message.Of("ipv6-unavailable.summary", values),
            Message.Of(evidence.Environment.Value?.IPv6Disabled == true ? "ipv6-unavailable.reason.disabled" : "ipv6-unavailable.reason.no-address", values));
        scales.Remedy(RemedyActor.Server, Message.Of("ipv6-unavailable.remedy.record", values));
        scales.Remedy(RemedyActor.Client, Message.Of("ipv6-unavailable.remedy.client", values), Commands.ShowAddresses(evidence));
    }

    /// <summary>Resolvers keep addresses to themselves that this machine cannot use (getaddrinfo(3), AI_ADDRCONFIG).</summary>
    private static void WeighUnresolved(ConnectionEvidence evidence, CauseScales scales)
    {
        if (!evidence.GivesUnreachableIPv6Only())
        {
            return;
        }

        (string, object?)[] values = [("host", evidence.Target.Host), ("address", evidence.Names.Value!.NameServers.SelectMany(answer => answer.Addresses).First())];
        scales.Consider(Prior.Usual, Message.Of("ipv6-unavailable.summary", values));
        scales.For(
            Strength.Strong,
            Message.Of(evidence.Environment.Value?.IPv6Disabled == true ? "ipv6-unavailable.reason.disabled" : "ipv6-unavailable.reason.no-address", values));
        scales.Remedy(RemedyActor.Server, Message.Of("ipv6-unavailable.remedy.record", values));
        scales.Remedy(RemedyActor.Client, Message.Of("ipv6-unavailable.remedy.client", values), Commands.ShowAddresses(evidence));
    }
}
