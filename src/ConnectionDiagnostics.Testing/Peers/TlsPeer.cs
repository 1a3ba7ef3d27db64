using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Shows its certificate; inside TLS another peer takes over. Whoever does not speak TLS is disconnected.</summary>
internal sealed class TlsPeer(ServerCertificate certificate, bool wantsClientCertificate, IPeer inside) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await connection.PeekAsync(cancellationToken).ConfigureAwait(false) != TlsRecords.Handshake)
        {
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Context,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (wantsClientCertificate)
        {
            // Any will do: who issued it is not what fails.
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        }

        await connection.StartTlsAsync(options, cancellationToken).ConfigureAwait(false);
        await inside.ServeAsync(connection, cancellationToken).ConfigureAwait(false);
    }
}
