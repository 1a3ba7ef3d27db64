namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The certificate itself is unfit: not for servers, revoked, wrongly signed, outside what its issuer may sign, or too weak.</summary>
internal sealed class TlsCertificateUnusable : ICatalogueRule
{
    /// <summary>What validation says of it (X509ChainStatusFlags), and which sentence tells it. Each says so of the certificate alone, whatever else is wrong.</summary>
    private static readonly (string Problem, string Reason)[] Problems =
    [
        ("Revoked", "tls-certificate-unusable.reason.revoked"),
        ("NotSignatureValid", "tls-certificate-unusable.reason.signature"),
        ("NotValidForUsage", "tls-certificate-unusable.reason.usage"),
        ("InvalidBasicConstraints", "tls-certificate-unusable.reason.constraints"),
        ("InvalidNameConstraints", "tls-certificate-unusable.reason.constraints"),
        ("HasNotPermittedNameConstraint", "tls-certificate-unusable.reason.constraints"),
        ("HasExcludedNameConstraint", "tls-certificate-unusable.reason.constraints"),
        ("HasWeakSignature", "tls-certificate-unusable.reason.weak"),
    ];

    /// <summary>CA/Browser Forum Baseline Requirements, section 6.1.5; NIST SP 800-131A.</summary>
    private const int FewestRsaBits = 2048;

    public CauseCode Code => CauseCode.TlsCertificateUnusable;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: Revoked"),
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: NotValidForUsage"),
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: NotSignatureValid"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: certificate revoked"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: unsuitable certificate purpose"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: EE certificate key too weak"),
        KnownErrors.Chrome("net::ERR_CERT_REVOKED"),
        KnownErrors.Chrome("net::ERR_CERT_WEAK_KEY"),
        KnownErrors.Chrome("net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM"),
        KnownErrors.Firefox("SEC_ERROR_REVOKED_CERTIFICATE"),
        KnownErrors.Firefox("SEC_ERROR_INADEQUATE_CERT_TYPE"),
        KnownErrors.Firefox("SEC_ERROR_INADEQUATE_KEY_USAGE"),
        KnownErrors.Firefox("MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE"),
        KnownErrors.Firefox("SEC_ERROR_BAD_SIGNATURE"),
        KnownErrors.Node("CERT_REVOKED"),
        KnownErrors.Node("INVALID_PURPOSE"),
        KnownErrors.Java("java.security.cert.CertificateRevokedException: Certificate has been revoked"),
        KnownErrors.Java("Extended key usage does not permit use for TLS server authentication"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Tls.Value is not { Certificates: [var own, ..] } tls)
        {
            return;
        }

        (string, object?)[] values =
        [
            .. CertificateValues.Of(evidence, own), ("algorithm", own.SignatureAlgorithm), ("bits", own.KeyBits), ("problems", tls.ChainProblems),
        ];
        (string _, string? reason) = Array.Find(Problems, problem => tls.ChainProblems.Contains(problem.Problem));
        if (reason is not null && evidence.WithFaultyCertificate() is not null)
        {
            scales.Independent();
            scales.Confirm(Message.Of("tls-certificate-unusable.summary", values), Message.Of(reason, values));
        }
        else if (IsWeak(own))
        {
            // This machine's validation has not said so; others, browsers first, refuse it.
            scales.Remark();
            scales.Consider(Prior.Uncommon, Message.Of("tls-certificate-unusable.summary.weak", values));
            scales.For(Strength.Strong, Message.Of("tls-certificate-unusable.reason.weak", values));
        }
        else
        {
            return;
        }

        scales.Remedy(
            RemedyActor.Server, Message.Of("tls-certificate-unusable.remedy", values), Commands.ShowCertificates(evidence));
    }

    private static bool IsWeak(CertificateEvidence certificate) =>
        certificate is { KeyAlgorithm: "RSA", KeyBits: < FewestRsaBits }
        || certificate.SignatureAlgorithm is { } algorithm
            && (algorithm.StartsWith("sha1", StringComparison.OrdinalIgnoreCase) || algorithm.StartsWith("md5", StringComparison.OrdinalIgnoreCase));
}
