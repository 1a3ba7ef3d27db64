using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Tests;

/// <summary>A server whose certificate nobody trusts. To clients that ask for TLS in the words of their own protocol it grants it.</summary>
internal sealed class UntrustedTlsServer : IAsyncDisposable
{
    /// <summary>MySQL's greeting (protocol 10) of a server that has TLS: capabilities 0x0000FFFF and 0x00DFFFFF without compression.</summary>
    private static readonly byte[] MySqlGreeting =
    [
        10, .. "8.0.36\0"u8, 1, 0, 0, 0, .. "abcdefgh\0"u8, 0xDF, 0xFF, 0x21, 2, 0, 0xFF, 0xDF, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "ijklmnopqrst\0"u8,
        .. "mysql_native_password\0"u8,
    ];

    /// <summary>MySQL's SSLRequest with its header; PostgreSQL's.</summary>
    private const int MySqlRequest = 36;
    private const int PostgreSqlRequest = 8;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly CancellationTokenSource _end = new();
    private readonly string _client;
    private readonly Task _accepting;

    public UntrustedTlsServer(string client)
    {
        _client = client;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _certificate.Dispose();
        _end.Dispose();
    }

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
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                await GrantAsync(stream);
                await using var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
                await tls.ReadExactlyAsync(new byte[1], _end.Token);
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException)
            {
                // The client has seen the certificate.
            }
        }
    }

    private async Task GrantAsync(NetworkStream stream)
    {
        switch (_client)
        {
            case "Npgsql":
                await stream.ReadExactlyAsync(new byte[PostgreSqlRequest], _end.Token);
                await stream.WriteAsync("S"u8.ToArray(), _end.Token);
                break;
            case "MySqlConnector":
                await stream.WriteAsync((byte[])[(byte)MySqlGreeting.Length, 0, 0, 0, .. MySqlGreeting], _end.Token);
                await stream.ReadExactlyAsync(new byte[MySqlRequest], _end.Token);
                // This client looks at the certificate only after the login, which a MariaDB may vouch for it: it is shown an alert, handshake_failure.
                await stream.WriteAsync((byte[])[0x15, 3, 3, 0, 2, 2, 40], _end.Token);
                break;
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
