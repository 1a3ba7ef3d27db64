using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ConnectionDiagnostics.Testing.Peers;

namespace ConnectionDiagnostics.Testing.Ports;

/// <summary>Listens, accepts everybody, and has the peer talk to each.</summary>
internal sealed class ListeningPort : IPort
{
    private static readonly TimeSpan PauseWithoutDescriptors = TimeSpan.FromMilliseconds(50);

    private readonly Socket _listener;
    private readonly IPeer _peer;
    private readonly ServerCertificate? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _accepted;

    private ListeningPort(Socket listener, IPeer peer, ServerCertificate? certificate)
    {
        _listener = listener;
        _peer = peer;
        _certificate = certificate;
        EndPoint = LoopbackSocket.EndPointOf(listener);
        _accepting = AcceptAllAsync();
    }

    public IPEndPoint EndPoint { get; }

    public int AcceptedConnections => Volatile.Read(ref _accepted);

    public X509Certificate2? TrustAnchor => _certificate?.TrustAnchor;

    /// <param name="peer">Talks to the clients.</param>
    /// <param name="certificate">What the peer shows; disposed with the port.</param>
    public static ListeningPort Open(IPeer peer, ServerCertificate? certificate = null) => Open(peer, LoopbackSocket.Bind(), certificate);

    /// <exception cref="SocketException">The place is taken.</exception>
    public static ListeningPort Open(IPeer peer, IPEndPoint endPoint) => Open(peer, LoopbackSocket.Bind(endPoint), null);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _stop.Dispose();
        _certificate?.Dispose();
    }

    private static ListeningPort Open(IPeer peer, Socket bound, ServerCertificate? certificate)
    {
        try
        {
            bound.Listen();
            return new ListeningPort(bound, peer, certificate);
        }
        catch
        {
            bound.Dispose();
            throw;
        }
    }

    private async Task AcceptAllAsync()
    {
        var conversations = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            if (await AcceptAsync().ConfigureAwait(false) is { } socket)
            {
                Interlocked.Increment(ref _accepted);
                conversations.RemoveAll(conversation => conversation.IsCompleted);
                conversations.Add(ServeAsync(socket));
            }
        }

        await Task.WhenAll(conversations).ConfigureAwait(false);
    }

    private async Task<Socket?> AcceptAsync()
    {
        try
        {
            return await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (SocketException)
        {
            // The client left the queue, or this process has no descriptor left: others may fare better, a little later.
            await Task.Delay(PauseWithoutDescriptors, TimeProvider.System, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var connection = new Connection(socket);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                socket.NoDelay = true;
                await _peer.ServeAsync(connection, _stop.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a client does to its connection is for the client to notice: a server under test has nobody to tell.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
    }
}
