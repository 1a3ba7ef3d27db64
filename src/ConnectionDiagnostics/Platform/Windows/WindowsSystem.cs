using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>Windows, by its own calls where .NET has none; what an older version lacks is not measured.</summary>
/// <remarks>
/// Not told: the range of dynamic ports, for which there is <c>netsh</c> and WMI but no call; the accept queue of a listener; whether a listener on
/// <c>[::]</c> takes IPv4 too (one that does is in the table of both families).
/// </remarks>
internal sealed class WindowsSystem : IOperatingSystem
{
    private readonly PortableSystem _portable = new();

    public OperatingSystemKind Kind => OperatingSystemKind.Windows;

    public string? ReadVariable(string name) => Environment.GetEnvironmentVariable(name);

    public Uri? FindProxy(Uri target) => HttpClientProxy.Find(target);

    public bool? InContainer() => _portable.InContainer();

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => _portable.ResolveAsync(host, cancellationToken);

    public SearchList ReadSearchList() => _portable.ReadSearchList();

    public Fact<ListenerTable> ReadListeners() => TcpTables.ReadListeners() is { IsMeasured: true } rows
        ? Fact<ListenerTable>.Measured(ToListeners(rows.Value))
        : _portable.ReadListeners();

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => ProcessNames.AddTo(listeners, ProcessNames.Find);

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) =>
        PortableConnect.RunAsync(endPoint, local, timeToLive, time, abandoned, new WindowsConnect());

    public Fact<SystemRoute> FindRoute(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Fact<SystemRoute> route = BestRoute.Find(plain);
        return route is { IsMeasured: true, Value.InterfaceIndex: not 0 } ? Fact<SystemRoute>.Measured(BestRoute.Name(route.Value, plain)) : route;
    }

    public Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route) => NeighbourEntry.Read(address, route);

    public bool? IsTunnel(string interfaceName) => Interfaces.FindByName(interfaceName) is { } device ? BestRoute.IsTunnel(device) : null;

    public bool? IsIPv6Disabled() => Interfaces.IsIPv6Disabled();

    public bool? InSubsystemForLinux() => false;

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination) => TcpTables.ReadAll() is { IsMeasured: true } rows
        ? Fact<ConnectionCensus>.Measured(WindowsCensus.Count(rows.Value, destination, ProcessNames.Find))
        : _portable.CountConnections(destination);

    public Fact<TransferEvidence> ReadTransfer(Socket socket) => TcpStatistics.Ask(socket) is { } statistics
        ? Fact<TransferEvidence>.Measured(statistics.ToTransfer())
        : Fact<TransferEvidence>.NotMeasured(FactReason.NotSupported);

    public Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) => OperatingSystem.IsWindows()
        ? WindowsPing.RunAsync(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, time, abandoned)
        // Elsewhere .NET's Ping may start a program.
        : Task.FromResult(Fact<PingEvidence>.NotMeasured(FactReason.NotSupported));

    internal static ListenerTable ToListeners(IEnumerable<TcpTableRow> rows) => new()
    {
        Source = "tcp_table",
        Listeners =
        [
            .. rows.Where(row => row.State == TcpState.Listen)
                .Select(row => new Listener { Address = row.Local.Address, Port = row.Local.Port, Inode = (uint)row.ProcessId })
                .Order(ListenerOrder.Instance),
        ],
    };
}
