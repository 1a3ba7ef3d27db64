using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>A certificate made in memory for one server.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private const int YearsOfAuthority = 10;

    private readonly X509Certificate2 _withKey;

    private ServerCertificate(X509Certificate2 withKey, X509Certificate2 trustAnchor)
    {
        _withKey = withKey;
        TrustAnchor = trustAnchor;
        // Offline: the chain is what was made here, and nobody is asked for more of it.
        Context = SslStreamCertificateContext.Create(withKey, additionalCertificates: null, offline: true);
    }

    public SslStreamCertificateContext Context { get; }

    /// <summary>What a client has to trust, without the key.</summary>
    public X509Certificate2 TrustAnchor { get; }

    public static ServerCertificate Make(TlsFault fault, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = RequestFor(fault, key);
        (DateTimeOffset from, DateTimeOffset to) = fault switch
        {
            TlsFault.Expired => (now.AddDays(-90), now.AddDays(-1)),
            TlsFault.NotYetValid => (now.AddDays(1), now.AddDays(90)),
            _ => (now.AddDays(-1), now.AddDays(90)),
        };
        if (fault == TlsFault.SelfSigned)
        {
            using X509Certificate2 own = request.CreateSelfSigned(from, to);
            return new ServerCertificate(Usable(own), WithoutKey(own));
        }

        using X509Certificate2 authority = MakeAuthority(now);
        using X509Certificate2 issued = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(16));
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);
        return new ServerCertificate(Usable(withKey), WithoutKey(authority));
    }

    public void Dispose()
    {
        _withKey.Dispose();
        TrustAnchor.Dispose();
    }

    private static CertificateRequest RequestFor(TlsFault fault, ECDsa key)
    {
        string name = fault == TlsFault.WrongName ? "other.example" : "localhost";
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (fault != TlsFault.WrongName)
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        return request;
    }

    private static X509Certificate2 MakeAuthority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Private Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(now.AddYears(-YearsOfAuthority), now.AddYears(YearsOfAuthority));
    }

    /// <summary>Windows' TLS cannot use a key that exists in memory only; after a round trip through PKCS #12 it can.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);

    private static X509Certificate2 WithoutKey(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span);
}
