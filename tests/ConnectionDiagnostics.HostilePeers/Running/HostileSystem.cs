using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.HostilePeers.Scripts;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A system on which a hostile peer answers every connect, in memory. It counts what is read of it.</summary>
internal sealed class HostileSystem(Peer peer, IdleTime time) : IOperatingSystem, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Socket, MemoryWire> _wires = new();
    private readonly ConcurrentBag<Socket> _servers = [];
    private readonly ConcurrentBag<Task> _plays = [];
    private readonly CancellationTokenSource _stop = new();

    public OperatingSystemKind Kind => OperatingSystemKind.Linux;

    /// <summary>What stands between a socket and the library; nothing by default.</summary>
    public Func<Stream, Stream> Wrap { get; init; } = stream => stream;

    public ICollection<MemoryWire> Wires => _wires.Values;

    /// <summary>How many sockets nobody has disposed of.</summary>
    public int OpenSockets => _wires.Keys.Count(socket => !socket.SafeHandle.IsClosed);

    public bool? InContainer() => false;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([IPAddress.Parse("192.0.2.1")]);

    public Fact<ListenerTable> ReadListeners() => Fact<ListenerTable>.NotMeasured(FactReason.NotSupported);

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => listeners;

    public IReadOnlyList<LocalAddress> ReadAddresses() => [];

    public SourceAddress FindSource(IPEndPoint destination) => new(IPAddress.Parse("192.0.2.99"), SocketError.Success);

    public Stream OpenStream(Socket socket) => Wrap(new NotedStream(_wires[socket].OpenClient(), time));

    public async Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider clock, CancellationToken abandoned)
    {
        time.Note();
        SocketError error = peer.ConnectError;
        if (error == SocketError.TimedOut)
        {
            var end = new TaskCompletionSource();
            await using CancellationTokenRegistration registration = abandoned.UnsafeRegister(_ => end.TrySetResult(), null);
            await end.Task.ConfigureAwait(false);
            return new TcpConnect { Error = SocketError.OperationAborted };
        }

        if (error != SocketError.Success)
        {
            return new TcpConnect { Error = error };
        }

        // It needs a socket that could be one; nothing is said on it.
        (Socket socket, Socket server) = IdleSockets.Connect();
        _servers.Add(server);
        var wire = new MemoryWire();
        _wires[socket] = wire;
        _plays.Add(new PeerPlay(peer, wire, time.OfPeers, _stop.Token).RunAsync());
        return new TcpConnect { Error = SocketError.Success, Socket = socket };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_plays);
        foreach (Socket socket in _wires.Keys.Concat(_servers))
        {
            socket.Dispose();
        }

        _stop.Dispose();
    }
}
