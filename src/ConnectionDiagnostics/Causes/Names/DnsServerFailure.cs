using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name server fails.</summary>
internal sealed class DnsServerFailure : ICauseRule
{
    public CauseCode Code => CauseCode.DnsServerFailure;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.NameResolutionFailed || evidence.Names.Value is not { } names
            || !names.Answered().Any(answer => answer.Result == NameServerResult.ServerFailure))
        {
            return;
        }

        (string, object?)[] values =
        [
            ("host", names.Host), ("servers", names.ServersThat(NameServerResult.ServerFailure)),
            ("code", ErrorNames.OfResponseCode(names.Answered().First(answer => answer.Result == NameServerResult.ServerFailure).ResponseCode)),
        ];
        if (names.Answered().All(answer => answer.Result == NameServerResult.ServerFailure))
        {
            scales.Confirm(Message.Of("dns-server-failure.summary", values), Message.Of("dns-server-failure.reason", values));
        }
        else
        {
            scales.Consider(Prior.Common, Message.Of("dns-server-failure.summary", values));
            scales.For(Strength.Medium, Message.Of("dns-server-failure.reason", values));
        }

        scales.Remedy(RemedyActor.Network, Message.Of("dns-server-failure.remedy", values), Commands.LookUp(evidence, names.Host));
    }
}
