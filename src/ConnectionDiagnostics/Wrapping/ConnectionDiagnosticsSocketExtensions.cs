using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Wrapping;

namespace ConnectionDiagnostics;

/// <summary>Connects of sockets whose exceptions carry the diagnosis.</summary>
public static class ConnectionDiagnosticsSocketExtensions
{
    /// <summary>Connects; when that fails, the socket's own exception goes out with the diagnosis attached (<see cref="ConnectionDiagnosticsExceptionExtensions.GetDiagnosis"/>).</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="remoteEndPoint">Where to.</param>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>A task that ends when the connection stands.</returns>
    public static Task ConnectAsync(
        this Socket socket, EndPoint remoteEndPoint, IConnectionDiagnoser diagnoser, ConnectionFailureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(remoteEndPoint);
        ArgumentNullException.ThrowIfNull(diagnoser);
        return WatchedConnect.RunAsync(
            diagnoser, static state => EndPointTargets.Of(state.remoteEndPoint), (socket, remoteEndPoint, settings: ClientSettings.Of(socket)),
            static (state, token) => state.socket.ConnectAsync(state.remoteEndPoint, token).AsTask(), options, static state => state.settings, cancellationToken);
    }

    /// <summary>Connects; when that fails, the client's own exception goes out with the diagnosis attached (<see cref="ConnectionDiagnosticsExceptionExtensions.GetDiagnosis"/>).</summary>
    /// <param name="client">The client.</param>
    /// <param name="host">The name or address of the host.</param>
    /// <param name="port">The port.</param>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>A task that ends when the connection stands.</returns>
    public static Task ConnectAsync(
        this TcpClient client, string host, int port, IConnectionDiagnoser diagnoser, ConnectionFailureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(diagnoser);
        return WatchedConnect.RunAsync(
            diagnoser, static state => EndPointTargets.Of(state.host, state.port), (client, host, port, settings: ClientSettings.Of(client.Client)),
            static (state, token) => state.client.ConnectAsync(state.host, state.port, token).AsTask(), options, static state => state.settings, cancellationToken);
    }
}
