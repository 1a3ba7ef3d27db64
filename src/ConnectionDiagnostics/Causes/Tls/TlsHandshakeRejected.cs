using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The server rejects the TLS handshake.</summary>
internal sealed class TlsHandshakeRejected : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsHandshakeRejected;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("SSL routines::sslv3 alert handshake failure"),
        KnownErrors.DotNet("SSL routines::ssl/tls alert handshake failure"),
        KnownErrors.DotNet("Received an unexpected EOF or 0 bytes from the transport stream."),
        KnownErrors.Curl("curl: (35) … alert handshake failure"),
        KnownErrors.Curl("curl: (35) … SSL_ERROR_SYSCALL in connection to …"),
        KnownErrors.Chrome("net::ERR_SSL_PROTOCOL_ERROR"),
        KnownErrors.Chrome("net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"),
        KnownErrors.Chrome("net::ERR_SSL_UNRECOGNIZED_NAME_ALERT"),
        KnownErrors.Firefox("SSL_ERROR_HANDSHAKE_FAILURE_ALERT"),
        KnownErrors.Firefox("SSL_ERROR_NO_CYPHER_OVERLAP"),
        KnownErrors.Firefox("SSL_ERROR_UNRECOGNIZED_NAME_ALERT"),
        KnownErrors.Firefox("PR_END_OF_FILE_ERROR"),
        KnownErrors.Node("ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"),
        KnownErrors.Node("Client network socket disconnected before secure TLS connection was established"),
        KnownErrors.Java("Received fatal alert: handshake_failure"),
        KnownErrors.Java("Remote host terminated the handshake"),
    ];

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
                if (evidence.WantsTlsByItsOwnWord())
                {
                    scales.For(Strength.Medium, Message.Of("tls-handshake-rejected.reason.wants-tls", values));
                }

                break;
            default:
                return;
        }

        AddRemedies(tls, evidence, values, scales);
    }

    private static void AddRemedies(TlsEvidence tls, ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        string command = Commands.ShowCertificates(evidence);
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
