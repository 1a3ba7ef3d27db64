using System.Net.Security;
using ConnectionDiagnostics.Wrapping;

namespace ConnectionDiagnostics;

/// <summary>TLS handshakes whose exceptions carry the diagnosis.</summary>
public static class ConnectionDiagnosticsSslStreamExtensions
{
    /// <summary>Shakes hands; when that fails, the stream's own exception goes out with the diagnosis attached (<see cref="ConnectionDiagnosticsExceptionExtensions.GetDiagnosis"/>).</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="authenticationOptions">As <see cref="SslStream.AuthenticateAsClientAsync(SslClientAuthenticationOptions, CancellationToken)"/> takes them.</param>
    /// <param name="target">What the stream is connected to, for instance <c>tls://server:8883</c>: a stream does not know.</param>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>A task that ends when the handshake has succeeded.</returns>
    public static Task AuthenticateAsClientAsync(
        this SslStream stream, SslClientAuthenticationOptions authenticationOptions, ConnectionTarget target, IConnectionDiagnoser diagnoser,
        ConnectionFailureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(authenticationOptions);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(diagnoser);
        return ShakeHandsAsync(stream, authenticationOptions, target, diagnoser, options, cancellationToken);
    }

    private static async Task ShakeHandsAsync(
        SslStream stream, SslClientAuthenticationOptions authenticationOptions, ConnectionTarget target, IConnectionDiagnoser diagnoser,
        ConnectionFailureOptions? options, CancellationToken cancellationToken)
    {
        long begun = FailedConnect.Begin(options);
        try
        {
            await stream.AuthenticateAsClientAsync(authenticationOptions, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FailedConnect.IsHandshake(exception, cancellationToken))
        {
            await new FailedConnect(diagnoser, target, exception, options, ClientSettings.Of(authenticationOptions)).AttachAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException exception) when (FailedConnect.WasCancelledLate(begun, options, cancellationToken))
        {
            new FailedConnect(diagnoser, target, exception, options, ClientSettings.Of(authenticationOptions)).ExplainAfterwards();
            throw;
        }
    }
}
