using System.Net.Sockets;
using ConnectionDiagnostics.Wrapping;

namespace ConnectionDiagnostics;

/// <summary>Connects of <see cref="SocketsHttpHandler"/> whose exceptions carry the diagnosis.</summary>
public static class ConnectionDiagnosticsHttpExtensions
{
    /// <summary>
    /// Watches over the handler's TCP connects, each with the address of what is really dialled: the proxy, where there is one. A callback that
    /// was set before is called as before. <see cref="ConnectionDiagnosticsHandler"/> sees TLS and HTTP as well, and wants no more than that.
    /// </summary>
    /// <param name="handler">The handler; before its first request.</param>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="options">What happens when a connect fails; the defaults when <see langword="null"/>.</param>
    /// <returns>The handler.</returns>
    public static SocketsHttpHandler UseConnectionDiagnostics(
        this SocketsHttpHandler handler, IConnectionDiagnoser diagnoser, ConnectionFailureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(diagnoser);
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect = handler.ConnectCallback ?? DialAsync;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            long begun = FailedConnect.Begin(options);
            try
            {
                return await connect(context, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (FailedConnect.IsOne(exception, cancellationToken))
            {
                await new FailedConnect(diagnoser, EndPointTargets.Of(context.DnsEndPoint), exception, options).AttachAsync(cancellationToken).ConfigureAwait(false);
                throw;
            }
            catch (OperationCanceledException exception) when (FailedConnect.WasCancelledLate(begun, options, cancellationToken))
            {
                new FailedConnect(diagnoser, EndPointTargets.Of(context.DnsEndPoint), exception, options).ExplainAfterwards();
                throw;
            }
        };
        return handler;
    }

    /// <summary>As the handler itself dials: both families, without Nagle's delay.</summary>
    private static async ValueTask<Stream> DialAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
