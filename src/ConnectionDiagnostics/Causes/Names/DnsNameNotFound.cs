namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name does not exist.</summary>
internal sealed class DnsNameNotFound : ICatalogueRule
{
    public CauseCode Code => CauseCode.DnsNameNotFound;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("Name or service not known"),
        KnownErrors.DotNet("nodename nor servname provided, or not known"),
        KnownErrors.DotNet("System.Net.Sockets.SocketException (11001): No such host is known."),
        .. KnownErrors.NotResolved,
        KnownErrors.Chrome("DNS_PROBE_FINISHED_NXDOMAIN"),
        KnownErrors.Node("Error: getaddrinfo ENOTFOUND …"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.NameResolutionFailed || evidence.Names.Value is not { } names)
        {
            return;
        }

        (string, object?)[] values = [.. NameValues.Of(names), ("servers", names.ServersThat(NameServerResult.NoSuchName))];
        if (names.NeverExists)
        {
            scales.Confirm(Message.Of("dns-name-not-found.summary.invalid", values), Message.Of("dns-name-not-found.reason.invalid", values));
        }
        else if (names.IsUnder("onion") && names.ResolverSaysNo())
        {
            // RFC 7686, section 2: onion names are not in DNS.
            scales.Confirm(Message.Of("dns-name-not-found.summary.onion", values), Message.Of("dns-name-not-found.reason.onion", values));
            scales.Remedy(RemedyActor.Client, Message.Of("dns-name-not-found.remedy.onion", values));
            return;
        }
        else if (names.ServersThat(NameServerResult.Addresses).Length > 0)
        {
            if (!WeighDisagreement(names, evidence, values, scales))
            {
                return;
            }
        }
        else if (names.ServersThat(NameServerResult.NoAddress).Length > 0)
        {
            scales.RuleOut(Message.Of("dns-name-not-found.ruled-out", ("host", names.Host), ("servers", names.ServersThat(NameServerResult.NoAddress))));
            return;
        }
        else if (names.ResolverSaysNo())
        {
            WeighDenial(names, values, scales);
        }
        else
        {
            return;
        }

        AddRemedies(names, evidence, values, scales);
    }

    private static void WeighDenial(NameEvidence names, (string, object?)[] values, CauseScales scales)
    {
        bool isDangling = names.AllSay(NameServerResult.NoSuchName) && names.LastAlias() is not null;
        Message summary = Message.Of(isDangling ? "dns-name-not-found.summary.dangling" : "dns-name-not-found.summary", values);
        Message reason = Message.Of(
            isDangling ? "dns-name-not-found.reason.dangling"
                : names.SearchDomains.Count > 0 && names.NameServers.Select(answer => answer.Name).Distinct().Count() > 1 ? "dns-name-not-found.reason.search"
                : "dns-name-not-found.reason.servers",
            values);

        // Names under .local are not DNS' to know (RFC 6762, section 3).
        if (names.AllSay(NameServerResult.NoSuchName) && !names.IsUnder("local"))
        {
            scales.Confirm(summary, reason);
            if (names.Blocked() is { } blocked)
            {
                scales.Summarize(Message.Of("dns-name-not-found.summary.blocked", values));
                scales.For(Strength.Strong, Message.Of("dns-name-not-found.reason.blocked", ("servers", names.ServersThat(NameServerResult.NoSuchName)), ("error", NameValues.Describe(blocked))));
            }

            return;
        }

        // The resolver's own word alone: it says the same for a name without an address (getaddrinfo(3), EAI_NONAME).
        scales.Consider(Prior.Usual, Message.Of("dns-name-not-found.summary.resolver", values));
        scales.For(
            Strength.Medium, names.ServersThat(NameServerResult.NoSuchName).Length > 0 ? reason : Message.Of("dns-name-not-found.reason.resolver", values));
        if (names.IsUnder("local"))
        {
            scales.For(Strength.Weak, Message.Of("dns-name-not-found.reason.local", values));
        }
    }

    /// <summary>A name server knows the name after all. Resolvers take the first answer that comes, and keep a "no" for a while.</summary>
    private static bool WeighDisagreement(NameEvidence names, ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        if (!names.ResolverSaysNo() || evidence.GivesUnreachableIPv6Only())
        {
            scales.RuleOut(Message.Of("dns-name-not-found.ruled-out", ("host", names.Host), ("servers", names.ServersThat(NameServerResult.Addresses))));
            return false;
        }

        bool disagree = names.ServersThat(NameServerResult.NoSuchName).Length > 0;
        scales.Consider(Prior.Usual, Message.Of(disagree ? "dns-name-not-found.summary.disagree" : "dns-name-not-found.summary.kept", values));
        scales.For(Strength.Medium, Message.Of(disagree ? "dns-name-not-found.reason.disagree" : "dns-name-not-found.reason.kept", values));
        return true;
    }

    private static void AddRemedies(NameEvidence names, ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        if (names.IsUnder("local"))
        {
            scales.Remedy(RemedyActor.Client, Message.Of("dns-name-not-found.remedy.local", values), Commands.ResolveLocal(evidence, names.Host));
        }

        if (!names.Host.TrimEnd('.').Contains('.', StringComparison.Ordinal))
        {
            scales.Remedy(RemedyActor.Client, Message.Of(names.SearchDomains.Count > 0 ? "dns-name-not-found.remedy.search" : "dns-name-not-found.remedy.single-label", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("dns-name-not-found.remedy.client", values), Commands.LookUp(evidence, names.Host));
        scales.Remedy(RemedyActor.Network, Message.Of("dns-name-not-found.remedy.record", values));
    }
}
