using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>The certificate of all peers that take up TLS: made once, trusted by nobody.</summary>
internal static class PeerCertificate
{
    public static X509Certificate2 Instance { get; } = Create();

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hostile.example", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
