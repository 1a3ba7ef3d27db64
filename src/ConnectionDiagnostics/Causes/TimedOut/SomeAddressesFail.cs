using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The name has several addresses and only some work.</summary>
internal sealed class SomeAddressesFail : ICatalogueRule
{
    public CauseCode Code => CauseCode.SomeAddressesFail;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.Refused,
        .. KnownErrors.TimedOut,
        KnownErrors.Node("AggregateError [ECONNREFUSED]"),
        KnownErrors.Node("AggregateError [ETIMEDOUT]"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Connect.Value is not { ConnectedAddress: { } connected } connect)
        {
            return;
        }

        ConnectAttempt[] failed = [.. connect.Attempts.Where(attempt =>
            !attempt.Connected && attempt.Error != SocketError.InProgress
            && !connect.Attempts.Any(other => other.Connected && other.Address.Equals(attempt.Address)))];
        if (failed.Length == 0)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("host", evidence.Target.Host), ("failed", failed.Select(attempt => attempt.Address).ToArray()), ("connected", connected),
            ("error", ErrorNames.Of(failed[0].Error)),
        ];
        scales.Remark();
        scales.Confirm(Message.Of("some-addresses-fail.summary", values), Message.Of("some-addresses-fail.reason", values));
        scales.Remedy(RemedyActor.Server, Message.Of("some-addresses-fail.remedy", values));
    }
}
