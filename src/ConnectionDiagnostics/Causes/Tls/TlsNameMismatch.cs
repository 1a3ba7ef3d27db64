namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The certificate is for other names.</summary>
internal sealed class TlsNameMismatch : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsNameMismatch;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch"),
        KnownErrors.Curl("curl: (60) SSL: no alternative certificate subject name matches target host name '…'"),
        KnownErrors.Curl("curl: (60) SSL: no alternative certificate subject name matches target hostname '…'"),
        KnownErrors.Chrome("net::ERR_CERT_COMMON_NAME_INVALID"),
        KnownErrors.Firefox("SSL_ERROR_BAD_CERT_DOMAIN"),
        KnownErrors.Node("ERR_TLS_CERT_ALTNAME_INVALID"),
        KnownErrors.Node("Hostname/IP does not match certificate's altnames: …"),
        KnownErrors.Java("java.security.cert.CertificateException: No subject alternative DNS name matching … found"),
        KnownErrors.Java("java.security.cert.CertificateException: No name matching … found"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.WithFaultyCertificate() is not { Certificates: [var own, ..], NameMatches: false })
        {
            return;
        }

        scales.Independent();
        (string, object?)[] values = CertificateValues.Of(evidence, own);
        scales.Confirm(Message.Of("tls-name-mismatch.summary", values), Message.Of("tls-name-mismatch.reason", values));
        scales.Remedy(RemedyActor.Client, Message.Of("tls-name-mismatch.remedy.client", values));
        scales.Remedy(RemedyActor.Server, Message.Of("tls-name-mismatch.remedy.server", values));
    }
}
