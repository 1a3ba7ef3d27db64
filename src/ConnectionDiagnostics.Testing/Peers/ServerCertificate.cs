using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>A certificate made in memory for one server.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private const int YearsOfAuthority = 10;

    private static readonly Oid ServerAuth = new("1.3.6.1.5.5.7.3.1", "serverAuth");

    private static readonly Oid ClientAuth = new("1.3.6.1.5.5.7.3.2", "clientAuth");

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

        using X509Certificate2 root = MakeAuthority(fault == TlsFault.Intercepted ? "CN=FG100FTK00000000, O=Fortinet" : "CN=Private Test Authority", now);
        using X509Certificate2? between = fault == TlsFault.IncompleteChain ? MakeAuthority("CN=Private Test Intermediate", now, root) : null;
        using X509Certificate2 issued = request.Create(between ?? root, from, to, NewSerialNumber());
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);
        return new ServerCertificate(Usable(withKey), WithoutKey(root));
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
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([fault == TlsFault.NotForServers ? ClientAuth : ServerAuth], false));
        if (fault == TlsFault.IncompleteChain)
        {
            // Port 1 of loopback: who follows it is refused at once, and nobody else is asked.
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, ["http://127.0.0.1:1/intermediate.cer"]));
        }

        return request;
    }

    /// <summary>An authority, signed by another or by itself.</summary>
    private static X509Certificate2 MakeAuthority(string name, DateTimeOffset now, X509Certificate2? issuer = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        DateTimeOffset from = now.AddYears(-YearsOfAuthority);
        DateTimeOffset to = now.AddYears(YearsOfAuthority);
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, to);
        }

        using X509Certificate2 issued = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, NewSerialNumber());
        return issued.CopyWithPrivateKey(key);
    }

    private static byte[] NewSerialNumber() => RandomNumberGenerator.GetBytes(16);

    /// <summary>Windows' TLS cannot use a key that exists in memory only; after a round trip through PKCS #12 it can.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);

    private static X509Certificate2 WithoutKey(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span);
}
