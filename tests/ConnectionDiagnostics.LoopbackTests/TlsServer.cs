using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>.NET's own TLS server on loopback, with whatever certificate and settings a test gives it; inside it answers HTTP with 200.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly SslServerAuthenticationOptions _options;
    private readonly Task _loop;

    public TlsServer(X509Certificate2 certificate, Action<SslServerAuthenticationOptions>? change = null, params X509Certificate2[] chain)
    {
        _options = new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, [.. chain], offline: true) };
        change?.Invoke(_options);
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A certificate with its key, signed by another or by itself.</summary>
    public static X509Certificate2 MakeCertificate(
        Action<CertificateRequest>? change = null, X509Certificate2? issuer = null, DateTimeOffset? until = null, AsymmetricAlgorithm? key = null,
        string name = "localhost", HashAlgorithmName? hash = null)
    {
        using ECDsa usual = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        key ??= usual;
        HashAlgorithmName algorithm = hash ?? HashAlgorithmName.SHA256;
        CertificateRequest request = key is RSA rsa
            ? new CertificateRequest($"CN={name}", rsa, algorithm, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={name}", (ECDsa)key, algorithm);
        if (change is null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
        }

        change?.Invoke(request);
        DateTimeOffset to = until ?? DateTimeOffset.UtcNow.AddDays(30);
        DateTimeOffset from = to.AddDays(-90);
        if (issuer is null)
        {
            using X509Certificate2 own = request.CreateSelfSigned(from, to);
            return Usable(own);
        }

        using X509Certificate2 issued = request.Create(issuer, issuer.NotBefore > from ? issuer.NotBefore : from, to, RandomNumberGenerator.GetBytes(16));
        using X509Certificate2 withKey = key is RSA rsaKey ? issued.CopyWithPrivateKey(rsaKey) : issued.CopyWithPrivateKey((ECDsa)key);
        return Usable(withKey);
    }

    public static X509Certificate2 MakeAuthority(string name, X509Certificate2? issuer = null) => MakeCertificate(
        request => request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true)), issuer, DateTimeOffset.UtcNow.AddDays(60), name: name);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop;
        _listener.Dispose();
        _end.Dispose();
    }

    private static X509Certificate2 Usable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Disposed; between two clients the listener is then no longer there at all.
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(_options, _end.Token);
                byte[] buffer = new byte[4096];
                if (await tls.ReadAsync(buffer, _end.Token) > 0)
                {
                    await tls.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _end.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException or InvalidOperationException)
            {
                // What the client makes of it is what is tested.
            }
        }
    }
}
