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
            ("protocols", tls.OfferedProtocols),
        ];
        switch (tls.Result)
        {
            case TlsResult.Alert when tls.Alert != TlsAlerts.ProtocolVersion && !TlsClientCertificateRequired.SaysSo(tls) && !TlsVersionMismatch.IsToldBySecondHello(tls):
                scales.Confirm(Message.Of("tls-handshake-rejected.summary.alert", values), Message.Of("tls-handshake-rejected.reason.alert", values));
                break;
            case TlsResult.ClosedMidway or TlsResult.TimedOutMidway:
                scales.Consider(Prior.Common, Message.Of("tls-handshake-rejected.summary.closed", values));
                scales.For(Strength.Medium, Message.Of(tls.Error is null ? "tls-handshake-rejected.reason.midway" : "tls-handshake-rejected.reason.closed", values));
                break;
            case TlsResult.Failed:
                // Nothing came that ends it: it is this machine's TLS that does not like what the server sends.
                scales.Consider(Prior.Common, Message.Of("tls-handshake-rejected.summary.here", values));
                scales.For(Strength.Medium, Message.Of("tls-handshake-rejected.reason.closed", values));
                break;
            case TlsResult.Closed when scales.Outcome == ConnectionOutcome.Reset:
                scales.Consider(Prior.Common, Message.Of("tls-handshake-rejected.summary.closed", values));
                break;
            default:
                return;
        }

        AddRemedies(tls, evidence, values, scales);
    }

    private static void AddRemedies(TlsEvidence tls, ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        string command = Commands.ShowCertificates(evidence.Target.Host, evidence.Target.Port);
        if (evidence.Target.Address is not null && tls.Alert is TlsAlerts.UnrecognizedName or TlsAlerts.HandshakeFailure or TlsAlerts.InternalError)
        {
            // RFC 6066, section 3: an address is never sent as a server name. A server that tells its sites apart by name has none to choose by.
            scales.Remedy(RemedyActor.Client, Message.Of("tls-handshake-rejected.remedy.address", values));
        }

        switch (tls.Alert)
        {
            case TlsAlerts.UnrecognizedName:
                scales.Remedy(RemedyActor.Server, Message.Of("tls-handshake-rejected.remedy.name", values));
                break;
            case TlsAlerts.NoApplicationProtocol:
                scales.Remedy(RemedyActor.Server, Message.Of("tls-handshake-rejected.remedy.protocol", values));
                break;
            case TlsAlerts.HandshakeFailure or TlsAlerts.InsufficientSecurity:
                scales.Remedy(RemedyActor.Server, Message.Of("tls-handshake-rejected.remedy.cipher", values), command);
                break;
            default:
                scales.Remedy(RemedyActor.Server, Message.Of("tls-handshake-rejected.remedy.log", values));
                break;
        }
    }
}
