using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform;

/// <summary>A system that contacts only what it may: whatever a probe has in mind, a forbidden address gets no packet.</summary>
internal sealed class GuardedSystem(IOperatingSystem system, Func<IPAddress, bool> allows) : IOperatingSystem
{
    public OperatingSystemKind Kind => system.Kind;

    public bool? InContainer() => system.InContainer();

    public bool? InSubsystemForLinux() => system.InSubsystemForLinux();

    public bool? IsIPv6Disabled() => system.IsIPv6Disabled();

    public SearchList ReadSearchList() => system.ReadSearchList();

    public IReadOnlyList<LocalAddress> ReadAddresses() => system.ReadAddresses();

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => system.ResolveAsync(host, cancellationToken);

    public Fact<ListenerTable> ReadListeners() => system.ReadListeners();

    public Fact<ListenerTable> ReadListenersAfterFailure(int port) => system.ReadListenersAfterFailure(port);

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => system.WithProcesses(listeners);

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) => allows(endPoint.Address)
        ? system.ConnectAsync(endPoint, local, timeToLive, time, abandoned)
        : Task.FromResult(new TcpConnect { Error = SocketError.AccessDenied });

    public Stream OpenStream(Socket socket) => system.OpenStream(socket);

    public Fact<SystemRoute> FindRoute(IPAddress address) => system.FindRoute(address);

    public SourceAddress FindSource(IPEndPoint destination) => system.FindSource(destination);

    public Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route) => system.ReadNeighbour(address, route);

    public bool? IsTunnel(string interfaceName) => system.IsTunnel(interfaceName);

    public string? ReadVariable(string name) => system.ReadVariable(name);

    public Uri? FindProxy(Uri target) => system.FindProxy(target);

    public Fact<LocalPortRange> ReadLocalPortRange() => system.ReadLocalPortRange();

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination) => system.CountConnections(destination);

    public TrafficCounters CountTraffic() => system.CountTraffic();

    public Fact<TransferEvidence> ReadTransfer(Socket socket) => system.ReadTransfer(socket);

    public Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) => allows(address)
        ? system.PingAsync(address, time, abandoned)
        : Task.FromResult(Fact<PingEvidence>.NotMeasured(FactReason.Forbidden));

    public int? CountFreeDescriptors() => system.CountFreeDescriptors();
}
