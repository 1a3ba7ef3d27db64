using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.Names;

/// <summary>No configured name server answers.</summary>
internal sealed class DnsServerUnreachable : ICatalogueRule
{
    public CauseCode Code => CauseCode.DnsServerUnreachable;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.TryAgain,
        .. KnownErrors.NotResolved,
        KnownErrors.Curl("curl: (28) Resolving timed out after … milliseconds"),
        KnownErrors.Chrome("DNS_PROBE_FINISHED_NO_INTERNET"),
        KnownErrors.Of("dig", ";; connection timed out; no servers could be reached"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.NameResolutionFailed || evidence.Names.Value is not { NeverExists: false } names)
        {
            return;
        }

        if (names.SlowServers() is { Length: > 0 } slow)
        {
            scales.RuleOut(Message.Of("dns-server-unreachable.ruled-out", ("servers", slow)));
            return;
        }

        (string, object?)[] values = [("host", names.Host), ("servers", names.ServersThat(NameServerResult.NoAnswer))];
        if (names.Answered().Any() && names.NameServers.Count > names.Answered().Count() && names.Error is SocketError.TryAgain or SocketError.TimedOut)
        {
            // Resolvers ask one after another: a first server that is silent uses up the time of those after it.
            scales.Consider(Prior.Usual, Message.Of("dns-server-unreachable.summary.some", values));
            scales.For(Strength.Medium, Message.Of("dns-server-unreachable.reason.some", [.. values, ("others", names.Answered().Select(answer => answer.Server.Address).ToArray())]));
        }
        else if (names.Answered().Any())
        {
            scales.RuleOut(Message.Of("dns-server-unreachable.ruled-out", ("servers", names.Answered().Select(answer => answer.Server.Address).ToArray())));
        }
        else if (names.Error is SocketError.TryAgain or SocketError.TimedOut or SocketError.NoRecovery && names.NameServers.Count > 0)
        {
            scales.Confirm(
                Message.Of("dns-server-unreachable.summary", values),
                Message.Of(names.NameServers.All(answer => answer.Error == SocketError.ConnectionRefused) ? "dns-server-unreachable.reason.refused" : "dns-server-unreachable.reason", values));
        }
        else if (names.Error is SocketError.TryAgain or SocketError.TimedOut or SocketError.NoRecovery)
        {
            scales.Consider(Prior.Usual, Message.Of("dns-server-unreachable.summary.none", values));
            scales.For(Strength.Medium, Message.Of("dns-server-unreachable.reason.resolver", values));
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Client, Message.Of("dns-server-unreachable.remedy", values), Commands.ShowNameServers(evidence));
    }
}
