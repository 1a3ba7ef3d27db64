using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Linux, by its own calls; where the kernel or a sandbox denies them, by /proc.</summary>
internal sealed class LinuxSystem : IOperatingSystem
{
    private const string Settings = "/proc/sys/net/ipv4/";

    public OperatingSystemKind Kind => OperatingSystemKind.Linux;

    public string? ReadVariable(string name) => Environment.GetEnvironmentVariable(name);

    public Uri? FindProxy(Uri target) => HttpClientProxy.Find(target);

    public bool? InContainer() => ContainerMarks.Find();

    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await LookUpAsync(host, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && Descriptors.AreShort())
        {
            // The C library cannot open its files and sockets, and says that there is no such name (glibc's getaddrinfo); or the runtime cannot
            // open the assembly.
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }
    }

    /// <summary>A method of its own, so that the assembly is opened where somebody catches that it cannot be.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    public SearchList ReadSearchList() => ResolvConf.ReadSearchList();

    public Fact<ListenerTable> ReadListeners() =>
        SockDiag.ReadListeners() is { } listeners
            ? Fact<ListenerTable>.Measured(new ListenerTable { Source = "sock_diag", Listeners = listeners })
            : PortableSystem.ReadPortableListeners() switch
            {
                { IsMeasured: true } portable => Fact<ListenerTable>.Measured(portable.Value with { Source = "proc" }),
                { } missing => missing,
            };

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => SocketOwners.Find(listeners);

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) =>
        LinuxConnect.RunAsync(endPoint, local, timeToLive, time, abandoned);

    public Fact<SystemRoute> FindRoute(IPAddress address) => Routes.Find(address);

    public Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route) => Neighbours.Read(address, route);

    public bool? IsTunnel(string interfaceName) => Links.Find(interfaceName)?.IsTunnel;

    public Fact<LocalPortRange> ReadLocalPortRange() =>
        PortRangeFile.Read(ProcFile.Read(Settings + "ip_local_port_range"), ProcFile.Read(Settings + "ip_local_reserved_ports")) is { } range
            ? Fact<LocalPortRange>.Measured(range)
            : Fact<LocalPortRange>.NotMeasured(FactReason.Failed);

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination) =>
        Connections.Count(destination) is { } census ? Fact<ConnectionCensus>.Measured(census) : PortableCensus.Count(destination);

    public TrafficCounters CountTraffic() => KernelCounters.Read();

    public int? CountFreeDescriptors() => Descriptors.CountFree();

    public bool? IsIPv6Disabled() => IPv6Switch.IsOff();

    public bool? InSubsystemForLinux() => SubsystemForLinux.IsHere();

    public Fact<TransferEvidence> ReadTransfer(Socket socket) => TcpTransfer.Read(socket);

    public Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) =>
        LinuxPing.RunAsync(address, time, abandoned);
}
