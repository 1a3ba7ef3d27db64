using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The server demands a client certificate.</summary>
internal sealed class TlsClientCertificateRequired : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsClientCertificateRequired;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("SSL routines::tlsv13 alert certificate required"),
        KnownErrors.Curl("curl: (56) … tlsv13 alert certificate required"),
        KnownErrors.Chrome("net::ERR_BAD_SSL_CLIENT_AUTH_CERT"),
        KnownErrors.Firefox("SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT"),
        KnownErrors.Node("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"),
        KnownErrors.Java("Received fatal alert: certificate_required"),
        KnownErrors.Java("Received fatal alert: bad_certificate"),
        KnownErrors.Of("nginx", "No required SSL certificate was sent"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Tls.Value is not { } tls)
        {
            return;
        }

        (string, object?)[] values = [("endpoint", evidence.EndPoint()), ("alert", tls.Alert is { } alert ? TlsAlerts.NameOf(alert) : null)];
        scales.Independent();
        ProtocolExchange? own = evidence.Protocol.Value?.Own;
        if (SaysSo(tls))
        {
            scales.Confirm(Message.Of("tls-client-certificate-required.summary", values), Message.Of("tls-client-certificate-required.reason.alert", values));
        }
        else if (evidence.SaysCertificateWanted() is { } page)
        {
            if (scales.Outcome == ConnectionOutcome.Connected)
            {
                scales.Remark();
            }

            (string, object?)[] withStatus = [.. values, ("status", page.Http!.Status)];
            scales.Confirm(Message.Of("tls-client-certificate-required.summary", withStatus), Message.Of("tls-client-certificate-required.reason.page", withStatus));
        }
        else if (!tls.ClientCertificateRequested)
        {
            return;
        }
        else if (tls.Result is TlsResult.ClosedMidway or TlsResult.TimedOutMidway
            || own is { InsideTls: true, Result: ExchangeResult.Closed or ExchangeResult.Reset })
        {
            scales.Consider(Prior.Usual, Message.Of("tls-client-certificate-required.summary.closed", values));
            scales.For(Strength.Medium, Message.Of("tls-client-certificate-required.reason.asked", values));
            scales.SeparateFrom(CauseCode.TlsHandshakeRejected, RemedyActor.Server, Message.Of("tls-client-certificate-required.next", values));
        }
        else if (tls.Result is TlsResult.Succeeded or TlsResult.CertificateInvalid)
        {
            // It asks, and goes on without: what it withholds from clients without one, it alone knows.
            scales.Remark();
            scales.Consider(Prior.Rare, Message.Of("tls-client-certificate-required.summary.asked", values));
            if (own?.Http is { Status: 401 or 403 })
            {
                scales.For(Strength.Strong, Message.Of("tls-client-certificate-required.reason.status", [.. values, ("status", own.Http.Status)]));
                scales.For(Strength.Weak, Message.Of("tls-client-certificate-required.reason.asked", values));
            }
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Client, Message.Of("tls-client-certificate-required.remedy", values));
    }

    /// <summary>
    /// RFC 8446, section 6.2: certificate_required is sent when a client certificate was wanted and none came, and for nothing else. Before
    /// TLS 1.3, or by other implementations, it is an alert about the client's certificate in answer to none (RFC 5246, section 7.4.6).
    /// </summary>
    public static bool SaysSo(TlsEvidence tls) =>
        tls is { Result: TlsResult.Alert, Alert: TlsAlerts.CertificateRequired }
        || (tls is { Result: TlsResult.Alert, ClientCertificateRequested: true, Alert: { } alert } && TlsAlerts.MayMeanCertificate(alert));
}
