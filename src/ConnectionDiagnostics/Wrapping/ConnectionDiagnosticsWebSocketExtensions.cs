using System.Net.WebSockets;
using ConnectionDiagnostics.Wrapping;

namespace ConnectionDiagnostics;

/// <summary>Connects of WebSocket clients whose exceptions carry the diagnosis.</summary>
public static class ConnectionDiagnosticsWebSocketExtensions
{
    /// <summary>Connects; when that fails, the client's own exception goes out with the diagnosis attached (<see cref="ConnectionDiagnosticsExceptionExtensions.GetDiagnosis"/>).</summary>
    /// <param name="client">The client.</param>
    /// <param name="uri">Where to: <c>ws://</c> or <c>wss://</c>.</param>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>A task that ends when the connection stands.</returns>
    public static Task ConnectAsync(
        this ClientWebSocket client, Uri uri, IConnectionDiagnoser diagnoser, ConnectionFailureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(diagnoser);
        return WatchedConnect.RunAsync(
            diagnoser, static state => ConnectionTarget.FromUri(state.uri), (client, uri),
            static (state, token) => state.client.ConnectAsync(state.uri, token), options,
            static state => new ClientSettings { Proxy = ClientProxies.Of(state.client, state.uri) }, cancellationToken);
    }
}
