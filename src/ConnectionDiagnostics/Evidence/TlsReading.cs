using System.Text;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of a TLS handshake.</summary>
internal static class TlsReading
{
    /// <summary>Whether a server that was spoken to in TLS answered in HTTP/2 without: <c>h2c</c>, as gRPC servers without a certificate speak.</summary>
    public static bool AnswersHttp2WithoutTls(this ConnectionEvidence evidence) =>
        evidence.Target.UsesTls && evidence.Tls.Value?.Result == TlsResult.NotTls && evidence.DetectedIn() is { Detected: WireProtocol.Http2, InsideTls: false };

    /// <summary>The handshake, when it showed a certificate that is not valid, however it ended.</summary>
    public static TlsEvidence? WithFaultyCertificate(this ConnectionEvidence evidence) =>
        evidence.Tls.Value is { Certificates.Count: > 0 } tls
        && (tls.Result == TlsResult.CertificateInvalid || (tls.Result != TlsResult.Succeeded && (tls.NameMatches == false || tls.ChainProblems.Count > 0)))
            ? tls
            : null;

    /// <summary>The certificate that has expired: the server's own, or one above it when validation says so.</summary>
    public static CertificateEvidence? Expired(this TlsEvidence tls, DateTimeOffset time) => tls.OutsideItsTime(certificate => certificate.NotAfter < time);

    /// <summary>The certificate that is not valid yet: the server's own, or one above it when validation says so.</summary>
    public static CertificateEvidence? OfTheFuture(this TlsEvidence tls, DateTimeOffset time) => tls.OutsideItsTime(certificate => certificate.NotBefore > time);

    /// <summary>Whether the certificate that issued the server's own was sent along.</summary>
    public static bool SentIssuer(this TlsEvidence tls) =>
        tls.Certificates is [var own, ..] && tls.Certificates.Skip(1).Any(other => other.Subject == own.Issuer);

    /// <summary>Whether an answer inside TLS says that a client certificate was wanted: nginx (400, 496) and IIS (403.7) do.</summary>
    public static ProtocolExchange? SaysCertificateWanted(this ConnectionEvidence evidence) =>
        evidence.Protocol.Value?.Own is { Http.Status: 400 or 403 or 496, InsideTls: true } own && HasWordsForCertificate(own) ? own : null;

    private static CertificateEvidence? OutsideItsTime(this TlsEvidence tls, Predicate<CertificateEvidence> isOutside)
    {
        if (isOutside(tls.Certificates[0]))
        {
            return tls.Certificates[0];
        }

        // What a server sends along need not be used: an old root does no harm.
        return tls.ChainProblems.Contains("NotTimeValid") ? tls.Certificates.FirstOrDefault(certificate => isOutside(certificate)) : null;
    }

    private static bool HasWordsForCertificate(ProtocolExchange exchange)
    {
        string page = Encoding.Latin1.GetString(exchange.Received.Span);
        return page.Contains("No required SSL certificate was sent", StringComparison.OrdinalIgnoreCase)
            || page.Contains("403.7", StringComparison.Ordinal)
            || page.Contains("SSL client certificate is required", StringComparison.OrdinalIgnoreCase);
    }
}
