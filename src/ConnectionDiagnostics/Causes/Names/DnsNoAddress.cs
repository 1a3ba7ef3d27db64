namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name exists, but has no address.</summary>
internal sealed class DnsNoAddress : ICatalogueRule
{
    public CauseCode Code => CauseCode.DnsNoAddress;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("System.Net.Sockets.SocketException (11004): The requested name is valid, but no data of the requested type was found."),
        .. KnownErrors.NotResolved,
        KnownErrors.Node("Error: getaddrinfo ENOTFOUND …"),
        KnownErrors.Java("java.net.UnknownHostException: …: No address associated with hostname"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.NameResolutionFailed || evidence.Names.Value is not { NeverExists: false } names)
        {
            return;
        }

        (string, object?)[] values = [.. NameValues.Of(names), ("servers", names.ServersThat(NameServerResult.NoAddress))];
        if (names.AllSay(NameServerResult.NoAddress) && names.NameServers.All(answer => answer.HasAliasLoop))
        {
            // RFC 1034, section 3.6.2: no resolver gets out of it.
            scales.Confirm(Message.Of("dns-no-address.summary.loop", values), Message.Of("dns-no-address.reason.loop", values));
        }
        else if (names.AllSay(NameServerResult.NoAddress) && names.ResolverSaysNo())
        {
            scales.Confirm(
                Message.Of(names.LastAlias() is null ? "dns-no-address.summary" : "dns-no-address.summary.alias", values), Message.Of("dns-no-address.reason", values));
        }
        else if (names.Answered().Any() && names.Answered().All(answer => answer.Result == NameServerResult.NoAddress))
        {
            // A name server that is silent may be the one that has an address.
            scales.Consider(Prior.Usual, Message.Of("dns-no-address.summary", values));
            scales.For(Strength.Medium, Message.Of("dns-no-address.reason", values));
        }
        else if (names.Answered().Any(answer => answer.Result == NameServerResult.NoAddress))
        {
            scales.Consider(Prior.Common, Message.Of("dns-no-address.summary", values));
            scales.For(Strength.Weak, Message.Of("dns-no-address.reason", values));
        }
        else if (names.Answered().All(answer => answer.Result == NameServerResult.NoSuchName) && names.Answered().Any())
        {
            scales.RuleOut(Message.Of("dns-no-address.ruled-out", ("host", names.Host), ("servers", names.ServersThat(NameServerResult.NoSuchName))));
        }
        else if (names.ResolverSaysNo() && names.ServersThat(NameServerResult.Addresses).Length == 0 && !names.IsUnder("onion"))
        {
            scales.Consider(Prior.Rare, Message.Of("dns-no-address.summary", values));
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Network, Message.Of("dns-no-address.remedy", values), Commands.LookUp(evidence, names.Host));
    }
}
