using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>A system of which chosen calls fail. It knows what was called, how many faults came to pass, and every socket that it gave out.</summary>
internal sealed class TorturedSystem(IOperatingSystem system, IReadOnlyDictionary<SeamCall, SeamFault> plan) : IOperatingSystem
{
    /// <summary>What the test's view of the machine leaves out.</summary>
    private readonly IOperatingSystem _machine = CurrentSystem.Instance;

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<SeamCall> _calls = new();
    private readonly ConcurrentQueue<Socket> _sockets = new();
    private int _injected;

    public OperatingSystemKind Kind => system.Kind;

    /// <summary>Called with each call before it is made.</summary>
    public Action<SeamCall>? OnCall { get; init; }

    public IEnumerable<SeamCall> Calls => _calls;

    public IEnumerable<Socket> Sockets => _sockets;

    public int Injected => _injected;

    public bool? InContainer() => Ask(nameof(InContainer), system.InContainer);

    public bool? InSubsystemForLinux() => Ask(nameof(InSubsystemForLinux), _machine.InSubsystemForLinux);

    public bool? IsIPv6Disabled() => Ask(nameof(IsIPv6Disabled), _machine.IsIPv6Disabled);

    public bool? IsTunnel(string interfaceName) => Ask(nameof(IsTunnel), () => _machine.IsTunnel(interfaceName));

    public int? CountFreeDescriptors() => Ask(nameof(CountFreeDescriptors), _machine.CountFreeDescriptors);

    public string? ReadVariable(string name) => Ask(nameof(ReadVariable), () => system.ReadVariable(name));

    public Uri? FindProxy(Uri target) => Ask(nameof(FindProxy), () => system.FindProxy(target));

    public SearchList ReadSearchList() => Ask(nameof(ReadSearchList), system.ReadSearchList);

    public IReadOnlyList<LocalAddress> ReadAddresses() => Ask(nameof(ReadAddresses), system.ReadAddresses);

    public Fact<ListenerTable> ReadListeners() => Ask(nameof(ReadListeners), system.ReadListeners);

    public Fact<ListenerTable> ReadListenersAfterFailure(int port) => Ask(nameof(ReadListenersAfterFailure), () => system.ReadListenersAfterFailure(port));

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => Ask(nameof(WithProcesses), () => system.WithProcesses(listeners));

    public Fact<SystemRoute> FindRoute(IPAddress address) => Ask(nameof(FindRoute), () => _machine.FindRoute(address));

    public SourceAddress FindSource(IPEndPoint destination) => Ask(nameof(FindSource), () => _machine.FindSource(destination));

    public Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route) => Ask(nameof(ReadNeighbour), () => _machine.ReadNeighbour(address, route));

    public Fact<LocalPortRange> ReadLocalPortRange() => Ask(nameof(ReadLocalPortRange), _machine.ReadLocalPortRange);

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination) => Ask(nameof(CountConnections), () => _machine.CountConnections(destination));

    public TrafficCounters CountTraffic() => Ask(nameof(CountTraffic), system.CountTraffic);

    public Fact<TransferEvidence> ReadTransfer(Socket socket) => Ask(nameof(ReadTransfer), () => _machine.ReadTransfer(socket));

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Ask(nameof(ResolveAsync), () => system.ResolveAsync(host, cancellationToken), cancellationToken);

    public Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) =>
        Ask(nameof(PingAsync), () => _machine.PingAsync(address, time, abandoned), abandoned);

    public async Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned)
    {
        TcpConnect connect = await Ask(nameof(ConnectAsync), () => system.ConnectAsync(endPoint, local, timeToLive, time, abandoned), abandoned);
        if (connect.Socket is { } socket)
        {
            _sockets.Enqueue(socket);
        }

        return connect;
    }

    private T Ask<T>(string member, Func<T> real, CancellationToken stop = default)
    {
        var call = new SeamCall(member, _counts.AddOrUpdate(member, 1, static (_, count) => count + 1));
        _calls.Enqueue(call);
        OnCall?.Invoke(call);
        if (!plan.TryGetValue(call, out SeamFault? fault))
        {
            return real();
        }

        Interlocked.Increment(ref _injected);
        return (T)fault.Answer(stop)!;
    }
}
