using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Shows its certificate; inside TLS another peer takes over. Whoever does not speak TLS is disconnected.</summary>
internal sealed class TlsPeer(ServerCertificate certificate, IPeer inside) : IPeer
{
    /// <summary>The content type of handshake records (RFC 8446, section 5.1).</summary>
    private const byte Handshake = 22;

    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await connection.PeekAsync(cancellationToken).ConfigureAwait(false) != Handshake)
        {
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Context,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        await connection.StartTlsAsync(options, cancellationToken).ConfigureAwait(false);
        await inside.ServeAsync(connection, cancellationToken).ConfigureAwait(false);
    }
}
