namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The server does not send an intermediate certificate.</summary>
internal sealed class TlsIncompleteChain : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsIncompleteChain;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.Untrusted,
        KnownErrors.Node("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
        KnownErrors.Node("unable to verify the first certificate"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.WithFaultyCertificate() is not { Certificates: [var own, ..] } tls
            || !tls.ChainProblems.Contains("PartialChain") || own.IsSelfSigned || tls.Certificates.Any(other => other.IsSelfSigned))
        {
            return;
        }

        scales.Independent();
        (string, object?)[] values = CertificateValues.Of(evidence, own);
        scales.Consider(Prior.Common, Message.Of("tls-incomplete-chain.summary", values));
        if (tls.Certificates.Count > 1 && !tls.SentIssuer())
        {
            // RFC 5246, section 7.4.2: each certificate that follows must certify the one before it.
            scales.For(Strength.Strong, Message.Of("tls-incomplete-chain.reason.others", [.. values, ("count", tls.Certificates.Count)]));
        }
        else if (tls.Certificates.Count > 1)
        {
            scales.Against(Strength.Medium, Message.Of("tls-incomplete-chain.reason.issuer-sent", values));
        }
        else if (own.NamesIssuerLocation)
        {
            // Public authorities name where their certificate is to be had (CA/Browser Forum Baseline Requirements, section 7.1.2.7.7).
            scales.For(Strength.Medium, Message.Of("tls-incomplete-chain.reason.location", values));
        }

        scales.Remedy(
            RemedyActor.Server, Message.Of("tls-incomplete-chain.remedy", values),
            Commands.ShowCertificates(evidence));
        scales.SeparateFrom(
            CauseCode.TlsUntrustedIssuer, RemedyActor.Server, Message.Of("tls-incomplete-chain.next", values),
            Commands.ShowCertificates(evidence));
    }
}
