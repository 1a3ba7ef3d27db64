using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>Certificates for 127.0.0.1: of an authority that this process trusts, and of nobody.</summary>
internal static class Certificates
{
    private static X509Certificate2 Authority = null!;

    /// <summary>Makes the authority and lets this process trust it. Before the first handshake: what is trusted is read once.</summary>
    public static async Task CreateAuthorityAsync(string directory)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Matrix Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(60));
        string file = Path.Combine(directory, "authority.pem");
        await File.WriteAllTextAsync(file, Authority.ExportCertificatePem());
        NativeEnvironment.Set("SSL_CERT_FILE", file);
    }

    /// <summary>The authority's own certificate in PEM, for servers that want clients to have one of it.</summary>
    public static string AuthorityPem => Authority.ExportCertificatePem();

    public static X509Certificate2 CreateTrusted()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = RequestFor(key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Authority, true, false));
        using X509Certificate2 certificate = request.Create(
            Authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(59), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>A trusted certificate in files for a server.</summary>
    public static async Task<CertificateFiles> WriteTrustedAsync(this ServerSite site)
    {
        using X509Certificate2 certificate = CreateTrusted();
        return await WriteAsync(site, certificate);
    }

    /// <summary>A certificate that its server signed itself.</summary>
    public static async Task<CertificateFiles> WriteSelfSignedAsync(this ServerSite site)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = RequestFor(key).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(60));
        return await WriteAsync(site, certificate);
    }

    private static CertificateRequest RequestFor(ECDsa key)
    {
        var request = new CertificateRequest("CN=matrix.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    private static async Task<CertificateFiles> WriteAsync(ServerSite site, X509Certificate2 certificate)
    {
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        string chain = certificate.ExportCertificatePem() + "\n";
        string secret = key.ExportPkcs8PrivateKeyPem() + "\n";
        return new CertificateFiles(
            await site.WriteAsync("certificate.pem", chain), await site.WriteAsync("key.pem", secret), await site.WriteAsync("both.pem", chain + secret));
    }
}
