using System.Net.Security;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>The server's end of one connection.</summary>
internal sealed class Connection(Socket socket) : IAsyncDisposable
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Where to read and write: inside TLS once that has started.</summary>
    public Stream Stream { get; private set; } = new NetworkStream(socket, ownsSocket: true);

    /// <summary>Looks at the client's first byte and leaves it there.</summary>
    /// <returns><see langword="null"/> when the client closed without one.</returns>
    public async Task<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        byte[] first = new byte[1];
        return await socket.ReceiveAsync(first, SocketFlags.Peek, cancellationToken).ConfigureAwait(false) == 0 ? null : first[0];
    }

    public async Task StartTlsAsync(SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var tls = new SslStream(Stream, leaveInnerStreamOpen: false);
        Stream = tls;
        await tls.AuthenticateAsServerAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes and forgets everything until the client closes.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferSize];
        while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>
    /// Closes such that the client surely reads the end of the stream. Closing a socket with unread data would send a reset, which may destroy
    /// on its way what was sent before.
    /// </summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (Stream is SslStream { IsAuthenticated: true } tls)
        {
            await tls.ShutdownAsync().ConfigureAwait(false);
        }

        socket.Shutdown(SocketShutdown.Send);
        await DrainAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes with a reset (RST).</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public async ValueTask DisposeAsync() => await Stream.DisposeAsync().ConfigureAwait(false);
}
