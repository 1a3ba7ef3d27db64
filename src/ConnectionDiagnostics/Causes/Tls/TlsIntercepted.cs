using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>Something between here and the server opens the TLS connection and signs with an authority of its own.</summary>
internal sealed class TlsIntercepted : ICatalogueRule
{
    public CauseCode Code => CauseCode.TlsIntercepted;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.Untrusted,
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: self-signed certificate in certificate chain"),
        KnownErrors.Firefox("MOZILLA_PKIX_ERROR_MITM_DETECTED"),
        KnownErrors.Node("SELF_SIGNED_CERT_IN_CHAIN"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome == ConnectionOutcome.Connected || evidence.Tls.Value is not { Certificates: [var own, ..] } tls
            || tls.Certificates.Select(certificate => InspectionProxies.InIssuer(certificate.Issuer)).FirstOrDefault(name => name is not null) is not { } product)
        {
            return;
        }

        (string, object?)[] values = [.. CertificateValues.Of(evidence, own), ("product", product)];
        scales.Independent();
        scales.Consider(Prior.Uncommon, Message.Of("tls-intercepted.summary", values));
        scales.For(Strength.Strong, Message.Of("tls-intercepted.reason.issuer", values));
        if (tls.Result == TlsResult.Succeeded)
        {
            // Its root is trusted here, and the handshake is not what fails; but what reads along may also change what it does not understand.
            scales.Remark();
        }

        if (own.IsSelfSigned || InspectionProxies.InIssuer(own.Subject) == product)
        {
            scales.Against(Strength.Strong, Message.Of("tls-intercepted.reason.itself", values));
        }

        string command = Commands.ShowCertificates(evidence);
        scales.Remedy(RemedyActor.Network, Message.Of("tls-intercepted.remedy.network", values));
        scales.Remedy(RemedyActor.Client, Message.Of("tls-intercepted.remedy.client", values));
        scales.SeparateFrom(CauseCode.TlsUntrustedIssuer, RemedyActor.Client, Message.Of("tls-intercepted.next", values), command);
    }
}
