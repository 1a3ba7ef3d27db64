using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform;

/// <summary>
/// A system as many diagnoses at once see it: what holds for all of them is looked up once and kept for a short time; what the machine counts
/// is not asked, for nobody could say which of them it counted.
/// </summary>
internal sealed class SharedSystem : IOperatingSystem
{
    /// <summary>How many addresses and names are kept; beyond that, all are looked up again.</summary>
    private const int MaxKept = 4096;

    /// <summary>Interfaces, routes and names hardly change.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    /// <summary>Servers come and go.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private readonly IOperatingSystem _system;
    private readonly TimeProvider _time;
    private readonly Lazy<bool?> _inContainer;
    private readonly Lazy<bool?> _inSubsystemForLinux;
    private readonly Lazy<bool?> _isIPv6Disabled;
    private readonly Lazy<SearchList> _searchList;
    private readonly Aged<IReadOnlyList<LocalAddress>> _addresses;
    private readonly Aged<Tuple<Fact<ListenerTable>>> _listeners;
    private readonly ConcurrentDictionary<IPAddress, Aged<Tuple<Fact<SystemRoute>>>> _routes = [];
    private readonly ConcurrentDictionary<IPAddress, Aged<SourceAddress>> _sources = [];
    private readonly ConcurrentDictionary<string, Aged<Task<IPAddress[]>>> _names = [];

    public SharedSystem(IOperatingSystem system, TimeProvider time)
    {
        _system = system;
        _time = time;
        _inContainer = new Lazy<bool?>(system.InContainer);
        _inSubsystemForLinux = new Lazy<bool?>(system.InSubsystemForLinux);
        _isIPv6Disabled = new Lazy<bool?>(system.IsIPv6Disabled);
        _searchList = new Lazy<SearchList>(system.ReadSearchList);
        _addresses = new Aged<IReadOnlyList<LocalAddress>>(Long, time, system.ReadAddresses);
        _listeners = new Aged<Tuple<Fact<ListenerTable>>>(Short, time, () => Tuple.Create(system.ReadListeners()));
    }

    public OperatingSystemKind Kind => _system.Kind;

    public bool? InContainer() => _inContainer.Value;

    public bool? InSubsystemForLinux() => _inSubsystemForLinux.Value;

    public bool? IsIPv6Disabled() => _isIPv6Disabled.Value;

    public SearchList ReadSearchList() => _searchList.Value;

    public IReadOnlyList<LocalAddress> ReadAddresses() => _addresses.Get();

    /// <summary>Thousands of targets on one host: its name is looked up once.</summary>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        // Nobody's own deadline ends it: others wait for it as well.
        Keep(_names, host, Long, () => _system.ResolveAsync(host, CancellationToken.None));

    public Fact<ListenerTable> ReadListeners() => _listeners.Get().Item1;

    /// <summary>A refusal and a table that is a moment old agree when nobody listens; where they do not, what is so now decides.</summary>
    public Fact<ListenerTable> ReadListenersAfterFailure(int port) =>
        _listeners.Get().Item1 is { IsMeasured: true } recent && !recent.Value.Listeners.Any(listener => listener.Port == port) ? recent : _listeners.GetNew().Item1;

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => _system.WithProcesses(listeners);

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) =>
        _system.ConnectAsync(endPoint, local, timeToLive, time, abandoned);

    public Stream OpenStream(Socket socket) => _system.OpenStream(socket);

    public Fact<SystemRoute> FindRoute(IPAddress address) => Keep(_routes, OneOf(address), Long, () => Tuple.Create(_system.FindRoute(address))).Item1;

    public SourceAddress FindSource(IPEndPoint destination) => Keep(_sources, OneOf(destination.Address), Long, () => _system.FindSource(destination));

    public Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route) => _system.ReadNeighbour(address, route);

    public bool? IsTunnel(string interfaceName) => _system.IsTunnel(interfaceName);

    public string? ReadVariable(string name) => _system.ReadVariable(name);

    public Uri? FindProxy(Uri target) => _system.FindProxy(target);

    public Fact<LocalPortRange> ReadLocalPortRange() => _system.ReadLocalPortRange();

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination) => _system.CountConnections(destination);

    public TrafficCounters CountTraffic() => default;

    public Fact<TransferEvidence> ReadTransfer(Socket socket) => _system.ReadTransfer(socket);

    public Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) => _system.PingAsync(address, time, abandoned);

    public int? CountFreeDescriptors() => _system.CountFreeDescriptors();

    /// <summary>All of 127/8 is one route (RFC 1122, section 3.2.1.3).</summary>
    private static IPAddress OneOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && IPAddress.IsLoopback(address) ? IPAddress.Loopback : address;

    private TValue Keep<TKey, TValue>(ConcurrentDictionary<TKey, Aged<TValue>> kept, TKey key, TimeSpan maxAge, Func<TValue> read)
        where TKey : notnull
        where TValue : class
    {
        if (!kept.TryGetValue(key, out Aged<TValue>? found))
        {
            if (kept.Count >= MaxKept)
            {
                kept.Clear();
            }

            found = kept.GetOrAdd(key, new Aged<TValue>(maxAge, _time, read));
        }

        return found.Get();
    }
}
