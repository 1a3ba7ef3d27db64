using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The server demands a client certificate.</summary>
internal sealed class TlsClientCertificateRequired : ICauseRule
{
    public CauseCode Code => CauseCode.TlsClientCertificateRequired;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        // RFC 8446, section 6.2: certificate_required is sent when a client certificate was wanted and none came, and for nothing else.
        if (evidence.Tls.Value is { Result: TlsResult.Alert, Alert: TlsAlerts.CertificateRequired })
        {
            (string, object?)[] values = [("endpoint", evidence.EndPoint())];
            scales.Confirm(Message.Of("tls-client-certificate-required.summary", values), Message.Of("tls-client-certificate-required.reason"));
            scales.Remedy(RemedyActor.Client, Message.Of("tls-client-certificate-required.remedy", values));
        }
    }
}
