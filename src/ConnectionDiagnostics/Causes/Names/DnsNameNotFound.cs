using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name does not exist.</summary>
internal sealed class DnsNameNotFound : ICauseRule
{
    public CauseCode Code => CauseCode.DnsNameNotFound;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.NameResolutionFailed || evidence.Names.Value is not { } names)
        {
            return;
        }

        (string, object?)[] values = [("host", names.Host), ("servers", names.ServersThat(NameServerResult.NoSuchName))];
        bool anyFound = names.Answered().Any(answer => answer.Result is NameServerResult.Addresses or NameServerResult.NoAddress);
        if (names.NeverExists)
        {
            scales.Confirm(Message.Of("dns-name-not-found.summary.invalid", values), Message.Of("dns-name-not-found.reason.invalid", values));
        }
        else if (anyFound)
        {
            scales.RuleOut(Message.Of("dns-name-not-found.ruled-out", ("host", names.Host), ("servers", names.ServersThat(NameServerResult.NoAddress))));
            return;
        }
        else if (IsCertain(names))
        {
            scales.Confirm(Message.Of("dns-name-not-found.summary", values), Message.Of("dns-name-not-found.reason.servers", values));
        }
        else if (names.Error is SocketError.HostNotFound or SocketError.NoData)
        {
            // The resolver's own word alone: it says the same for a name without an address (getaddrinfo(3), EAI_NONAME).
            scales.Consider(Prior.Usual, Message.Of("dns-name-not-found.summary.resolver", values));
            scales.For(
                Strength.Medium,
                Message.Of(
                    names.Answered().Any(answer => answer.Result == NameServerResult.NoSuchName)
                        ? "dns-name-not-found.reason.servers"
                        : "dns-name-not-found.reason.resolver",
                    values));
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Client, Message.Of("dns-name-not-found.remedy.client", values), Commands.LookUp(evidence, names.Host));
        scales.Remedy(RemedyActor.Network, Message.Of("dns-name-not-found.remedy.record", values));
    }

    /// <summary>
    /// Every configured server says so. One that is silent or fails may be the one that knows the name, as inside a VPN; and names under
    /// .local are not DNS' to know (RFC 6762, section 3).
    /// </summary>
    private static bool IsCertain(NameEvidence names) =>
        names.Error is SocketError.HostNotFound or SocketError.NoData && names.NameServers.Count > 0
        && names.NameServers.All(answer => answer.Result == NameServerResult.NoSuchName)
        && !names.Host.TrimEnd('.').EndsWith(".local", StringComparison.Ordinal);
}
