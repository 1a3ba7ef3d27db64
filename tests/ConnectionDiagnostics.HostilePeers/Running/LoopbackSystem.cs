using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>The real system's connects, and nothing else of the machine: what runs on it does not matter. It counts what is read.</summary>
internal sealed class LoopbackSystem : IOperatingSystem
{
    private readonly IOperatingSystem _real = CurrentSystem.Instance;
    private readonly ConcurrentDictionary<Socket, CountingStream.Count> _counts = new();

    public OperatingSystemKind Kind => _real.Kind;

    public IEnumerable<CountingStream.Count> Counts => _counts.Values;

    public bool? InContainer() => false;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => throw new InvalidOperationException($"{host} was looked up");

    public Fact<ListenerTable> ReadListeners() => Fact<ListenerTable>.NotMeasured(FactReason.NotSupported);

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => listeners;

    public Stream OpenStream(Socket socket) => new CountingStream(_real.OpenStream(socket), _counts.GetOrAdd(socket, _ => new CountingStream.Count()));

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) =>
        _real.ConnectAsync(endPoint, local, timeToLive, time, abandoned);
}
