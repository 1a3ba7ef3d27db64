using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A hostile peer on a real port of loopback.</summary>
internal sealed class PeerServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _plays = [];
    private readonly Peer _peer;
    private readonly Task _accepting;

    public PeerServer(Peer peer)
    {
        _peer = peer;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_plays);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _plays.Add(PlayAsync(await _listener.AcceptAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task PlayAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await new PeerPlay(_peer, new SocketWire(socket), TimeProvider.System, _stop.Token).RunAsync();
            }
            catch (IOException)
            {
                // The client was gone before there was a stream.
            }
        }
    }
}
