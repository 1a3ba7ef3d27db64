using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectionDiagnostics.Lab.Network;

namespace ConnectionDiagnostics.Lab.Servers;

/// <summary>A certificate for a server's address, of an authority of the lab's own.</summary>
/// <param name="ChainFile">The certificate in PEM.</param>
/// <param name="KeyFile">Its key in PEM.</param>
/// <param name="AuthorityFile">The authority's certificate in PEM: who trusts it trusts the server.</param>
internal sealed record LabCertificate(string ChainFile, string KeyFile, string AuthorityFile)
{
    /// <summary>What lets the tool trust the authority: its file is copied to where <see cref="TrustVariable"/> says.</summary>
    public const string TrustSandbox = "mkdir lab; cp \"$HOME/../server-authority.pem\" lab/; chmod 644 lab/server-authority.pem";

    public const string TrustVariable = "SSL_CERT_FILE";

    public const string TrustedFile = "/lab/server-authority.pem";

    /// <param name="node">Whose files these are.</param>
    /// <param name="address">The address that it is for.</param>
    /// <param name="moreNames">Names besides, which make it long: each takes about thirty bytes.</param>
    public static async Task<LabCertificate> CreateAsync(LabNode node, string address, int moreNames = 0)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Lab Authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        authority.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authority.PublicKey, false));
        using X509Certificate2 signer = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server.lab", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        for (int number = 0; number < moreNames; number++)
        {
            names.AddDnsName($"host-number-{number:0000}.server.lab");
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(signer, true, false));
        using X509Certificate2 certificate = request.Create(signer, now.AddDays(-1), now.AddDays(10), RandomNumberGenerator.GetBytes(8));

        var files = new LabCertificate(node.PathOf("certificate.pem"), node.PathOf("key.pem"), node.PathOf("authority.pem"));
        await File.WriteAllTextAsync(files.ChainFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(files.KeyFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(files.AuthorityFile, signer.ExportCertificatePem());
        return files;
    }
}
