using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name server fails.</summary>
internal sealed class DnsServerFailure : ICatalogueRule
{
    public CauseCode Code => CauseCode.DnsServerFailure;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.TryAgain, .. KnownErrors.NotResolved];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.NameResolutionFailed || evidence.Names.Value is not { } names)
        {
            return;
        }

        if (names.SlowServers() is { Length: > 0 } slow && !names.Answered().Any())
        {
            (string, object?)[] about = [("host", names.Host), ("servers", slow)];
            scales.Consider(Prior.Usual, Message.Of("dns-server-failure.summary.slow", about));
            scales.For(Strength.Medium, Message.Of("dns-server-failure.reason.slow", about));
            scales.Remedy(RemedyActor.Network, Message.Of("dns-server-failure.remedy", about), Commands.LookUp(evidence, names.Host));
            return;
        }

        if (names.ServersThat(NameServerResult.ServerFailure, NameServerResult.Unusable) is not { Length: > 0 } failing)
        {
            return;
        }

        bool onlyUnusable = names.ServersThat(NameServerResult.ServerFailure).Length == 0;
        (string, object?)[] values =
        [
            ("host", names.Host), ("servers", failing),
            ("code", ErrorNames.OfResponseCode(names.Answered().FirstOrDefault(answer => answer.Result == NameServerResult.ServerFailure)?.ResponseCode)),
            ("error", names.Bogus() is { } bogus ? NameValues.Describe(bogus) : null),
        ];
        Message summary = Message.Of(
            onlyUnusable ? "dns-server-failure.summary.unusable" : names.Bogus() is not null ? "dns-server-failure.summary.bogus" : "dns-server-failure.summary", values);
        Message reason = Message.Of(
            onlyUnusable ? "dns-server-failure.reason.unusable" : names.Bogus() is not null ? "dns-server-failure.reason.bogus" : "dns-server-failure.reason", values);

        // A silent one beside it may be at fault as well; and a resolver that says "no such host" has heard it from somebody else.
        if (names.NameServers.All(answer => answer.Result is NameServerResult.ServerFailure or NameServerResult.Unusable) && !names.ResolverSaysNo())
        {
            scales.Confirm(summary, reason);
        }
        else
        {
            scales.Consider(Prior.Common, summary);
            scales.For(Strength.Medium, reason);
        }

        foreach (ExtendedDnsError error in names.NameServers.SelectMany(answer => answer.ExtendedErrors).Distinct().Where(error => error != names.Bogus()))
        {
            scales.For(Strength.Weak, Message.Of("dns-server-failure.reason.extended", ("servers", failing), ("error", NameValues.Describe(error))));
        }

        if (names.Bogus() is not null)
        {
            scales.Remedy(RemedyActor.Network, Message.Of("dns-server-failure.remedy.bogus", values), Commands.CheckSignatures(evidence, names.Host));
        }

        scales.Remedy(RemedyActor.Network, Message.Of("dns-server-failure.remedy", values), Commands.LookUp(evidence, names.Host));
    }
}
