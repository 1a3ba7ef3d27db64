namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The certificate is self-signed, or its root is not trusted here.</summary>
internal sealed class TlsUntrustedIssuer : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsUntrustedIssuer;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: self-signed certificate"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: self-signed certificate in certificate chain"),
        KnownErrors.Firefox("MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT"),
        KnownErrors.Node("DEPTH_ZERO_SELF_SIGNED_CERT"),
        KnownErrors.Node("SELF_SIGNED_CERT_IN_CHAIN"),
        .. KnownErrors.Untrusted,
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.WithFaultyCertificate() is not { Certificates: [var own, ..] } tls)
        {
            return;
        }

        scales.Independent();
        (string, object?)[] values = CertificateValues.Of(evidence, own);
        if (tls.ChainProblems.Contains("UntrustedRoot"))
        {
            scales.Confirm(
                Message.Of(own.IsSelfSigned ? "tls-untrusted-issuer.summary.self-signed" : "tls-untrusted-issuer.summary.root", values),
                Message.Of("tls-untrusted-issuer.reason.root", values));
        }
        else if (tls.ChainProblems.Contains("PartialChain"))
        {
            // Either the root is private, or an intermediate is missing: the chain ends before a root in both cases.
            scales.Consider(Prior.Usual, Message.Of("tls-untrusted-issuer.summary.root", values));
            WeighPartialChain(tls, own, values, scales);
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Client, Message.Of("tls-untrusted-issuer.remedy.client", values));
        scales.Remedy(
            RemedyActor.Server, Message.Of("tls-untrusted-issuer.remedy.server", values),
            Commands.ShowCertificates(evidence));
    }

    private static void WeighPartialChain(TlsEvidence tls, CertificateEvidence own, (string, object?)[] values, CauseScales scales)
    {
        if (tls.Certificates.Count > 1 && tls.SentIssuer())
        {
            scales.For(Strength.Strong, Message.Of("tls-untrusted-issuer.reason.chain-sent", [.. values, ("count", tls.Certificates.Count)]));
        }
        else if (!own.NamesIssuerLocation)
        {
            scales.For(Strength.Medium, Message.Of("tls-untrusted-issuer.reason.private", values));
        }
        else
        {
            scales.Against(Strength.Medium, Message.Of("tls-untrusted-issuer.reason.public", values));
        }
    }
}
