using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>macOS, by its own calls where .NET has none.</summary>
/// <remarks>Not told: the processes that own sockets, the accept queue of a listener, and ICMP errors of a connect.</remarks>
internal sealed class MacSystem : IOperatingSystem
{
    private readonly PortableSystem _portable = new();

    public OperatingSystemKind Kind => OperatingSystemKind.MacOS;

    public string? ReadVariable(string name) => Environment.GetEnvironmentVariable(name);

    public Uri? FindProxy(Uri target) => HttpClientProxy.Find(target);

    public bool? InContainer() => _portable.InContainer();

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => _portable.ResolveAsync(host, cancellationToken);

    /// <summary>The system writes what it uses for ordinary names there, for programs that do not ask it (resolver(5)).</summary>
    public SearchList ReadSearchList() => ResolvConf.ReadSearchList();

    public Fact<ListenerTable> ReadListeners() => _portable.ReadListeners();

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => _portable.WithProcesses(listeners);

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) =>
        PortableConnect.RunAsync(endPoint, local, timeToLive, time, abandoned, MacConnect.Instance);

    public Fact<SystemRoute> FindRoute(IPAddress address) => RoutingSocket.FindRoute(Plain(address));

    public Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route) => MacNeighbours.Read(Plain(address), route);

    public bool? IsTunnel(string interfaceName) => MacRoutes.IsTunnel(interfaceName);

    public bool? IsIPv6Disabled() => Interfaces.IsIPv6Disabled();

    public bool? InSubsystemForLinux() => false;

    public Fact<LocalPortRange> ReadLocalPortRange() => MacPortRange.Read();

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination) => _portable.CountConnections(destination);

    public Fact<TransferEvidence> ReadTransfer(Socket socket) => ConnectionInfo.Ask(socket) is { } info
        ? Fact<TransferEvidence>.Measured(info.ToTransfer())
        : Fact<TransferEvidence>.NotMeasured(FactReason.NotSupported);

    public Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) => OperatingSystem.IsMacOS()
        ? MacPing.RunAsync(Plain(address), time, abandoned)
        // Elsewhere such sockets speak another dialect.
        : Task.FromResult(Fact<PingEvidence>.NotMeasured(FactReason.NotSupported));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
