namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The certificate is not valid yet.</summary>
internal sealed class TlsCertificateNotYetValid : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsCertificateNotYetValid;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: certificate is not yet valid"),
        KnownErrors.Chrome("net::ERR_CERT_DATE_INVALID"),
        KnownErrors.Firefox("MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE"),
        KnownErrors.Node("CERT_NOT_YET_VALID"),
        KnownErrors.Java("java.security.cert.CertificateNotYetValidException: NotBefore: …"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.WithFaultyCertificate()?.OfTheFuture(evidence.Time) is not { } certificate)
        {
            return;
        }

        scales.Independent();
        (string, object?)[] values = CertificateValues.Of(evidence, certificate);
        switch (Clocks.HearServer(evidence, certificate))
        {
            case ClockWitness.Agrees:
                scales.Confirm(Message.Of("tls-certificate-not-yet-valid.summary", values), Message.Of("tls-certificate-not-yet-valid.reason.clock", values));
                break;
            case ClockWitness.Contradicts:
                scales.Consider(Prior.Common, Message.Of("tls-certificate-not-yet-valid.summary", values));
                scales.Against(Strength.Medium, Message.Of("tls-certificate-not-yet-valid.reason.clock-differs", values));
                break;
            default:
                // Without a second clock, ours may be the wrong one.
                scales.Consider(Prior.Usual, Message.Of("tls-certificate-not-yet-valid.summary", values));
                scales.For(Strength.Strong, Message.Of("tls-certificate-not-yet-valid.reason", values));
                break;
        }

        if (!ReferenceEquals(certificate, evidence.Tls.Value!.Certificates[0]))
        {
            scales.Summarize(Message.Of("tls-certificate-not-yet-valid.summary.above", values));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("tls-certificate-not-yet-valid.remedy.server", values));
        scales.Remedy(RemedyActor.Client, Message.Of("tls-certificate-not-yet-valid.remedy.clock", values));
    }
}
