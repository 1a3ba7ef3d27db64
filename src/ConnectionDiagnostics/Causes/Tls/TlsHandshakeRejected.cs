using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The server rejects the TLS handshake.</summary>
internal sealed class TlsHandshakeRejected : ICauseRule
{
    public CauseCode Code => CauseCode.TlsHandshakeRejected;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        // A server of HTTP/2 alone rejects whoever does not offer it: that is a mismatch.
        if (evidence.Tls.Value is not { } tls || (tls.Result == TlsResult.Alert && scales.Outcome == ConnectionOutcome.ProtocolMismatch))
        {
            return;
        }

        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("alert", tls.Alert is { } alert ? TlsAlerts.NameOf(alert) : null), ("name", tls.ServerName), ("error", tls.Error),
        ];
        switch (tls.Result)
        {
            case TlsResult.Alert when tls.Alert is not (TlsAlerts.ProtocolVersion or TlsAlerts.CertificateRequired):
                scales.Confirm(Message.Of("tls-handshake-rejected.summary.alert", values), Message.Of("tls-handshake-rejected.reason.alert", values));
                break;
            case TlsResult.ClosedMidway or TlsResult.Failed or TlsResult.TimedOutMidway:
                scales.Consider(Prior.Common, Message.Of("tls-handshake-rejected.summary.closed", values));
                scales.For(Strength.Medium, Message.Of("tls-handshake-rejected.reason.closed", values));
                break;
            case TlsResult.Closed when scales.Outcome == ConnectionOutcome.Reset:
                scales.Consider(Prior.Common, Message.Of("tls-handshake-rejected.summary.closed", values));
                break;
            default:
                return;
        }

        scales.Remedy(
            RemedyActor.Server,
            Message.Of(tls.Alert == TlsAlerts.UnrecognizedName ? "tls-handshake-rejected.remedy.name" : "tls-handshake-rejected.remedy.log", values));
    }
}
