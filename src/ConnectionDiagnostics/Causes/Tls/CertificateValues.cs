namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The values that all sentences about a certificate share.</summary>
internal static class CertificateValues
{
    private const int ShownNames = 6;

    public static (string Name, object? Value)[] Of(ConnectionEvidence evidence, CertificateEvidence certificate) =>
    [
        ("endpoint", evidence.EndPoint()),
        ("host", evidence.Tls.Value is { ServerName: { Length: > 0 } name } ? name : evidence.Target.Host),
        ("subject", certificate.Subject),
        ("issuer", certificate.Issuer),
        ("names", certificate.Names.Count > 0 ? certificate.Names.Take(ShownNames).ToArray() : new[] { certificate.Subject }),
        ("from", certificate.NotBefore),
        ("until", certificate.NotAfter),
        ("now", evidence.Time),
        ("date", evidence.ServerTime()),
    ];
}
