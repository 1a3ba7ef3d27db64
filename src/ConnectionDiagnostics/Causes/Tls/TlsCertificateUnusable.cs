namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The certificate itself is unfit: not for servers, revoked, wrongly signed, outside what its issuer may sign, or too weak.</summary>
internal sealed class TlsCertificateUnusable : ICauseRule
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
            RemedyActor.Server, Message.Of("tls-certificate-unusable.remedy", values), Commands.ShowCertificates(evidence.Target.Host, evidence.Target.Port));
    }

    private static bool IsWeak(CertificateEvidence certificate) =>
        certificate is { KeyAlgorithm: "RSA", KeyBits: < FewestRsaBits }
        || certificate.SignatureAlgorithm is { } algorithm
            && (algorithm.StartsWith("sha1", StringComparison.OrdinalIgnoreCase) || algorithm.StartsWith("md5", StringComparison.OrdinalIgnoreCase));
}
