namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The certificate has expired.</summary>
internal sealed class TlsCertificateExpired : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsCertificateExpired;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: certificate has expired"),
        KnownErrors.Chrome("net::ERR_CERT_DATE_INVALID"),
        KnownErrors.Firefox("SEC_ERROR_EXPIRED_CERTIFICATE"),
        KnownErrors.Firefox("SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE"),
        KnownErrors.Node("CERT_HAS_EXPIRED"),
        KnownErrors.Java("java.security.cert.CertificateExpiredException: NotAfter: …"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.WithFaultyCertificate()?.Expired(evidence.Time) is not { } certificate)
        {
            return;
        }

        scales.Independent();
        (string, object?)[] values = CertificateValues.Of(evidence, certificate);
        switch (Clocks.HearServer(evidence, certificate))
        {
            case ClockWitness.Agrees:
                scales.Confirm(Message.Of("tls-certificate-expired.summary", values), Message.Of("tls-certificate-expired.reason.clock", values));
                break;
            case ClockWitness.Contradicts:
                scales.Consider(Prior.Common, Message.Of("tls-certificate-expired.summary", values));
                scales.Against(Strength.Medium, Message.Of("tls-certificate-expired.reason.clock-differs", values));
                break;
            default:
                // Without a second clock, ours may be the wrong one.
                scales.Consider(Prior.Usual, Message.Of("tls-certificate-expired.summary", values));
                scales.For(Strength.Strong, Message.Of("tls-certificate-expired.reason", values));
                break;
        }

        if (!ReferenceEquals(certificate, evidence.Tls.Value!.Certificates[0]))
        {
            scales.Summarize(Message.Of("tls-certificate-expired.summary.above", values));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("tls-certificate-expired.remedy.server", values));
        scales.Remedy(RemedyActor.Client, Message.Of("tls-certificate-expired.remedy.clock", values));
    }
}
