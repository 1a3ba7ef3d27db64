using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform;

/// <summary>The seam behind which everything stands that differs between operating systems. Called by probes only.</summary>
/// <remarks>No member throws because the system denies something: it answers that the fact is not measured, and why.</remarks>
internal interface IOperatingSystem
{
    OperatingSystemKind Kind { get; }

    /// <summary>Whether this process runs in a container; <see langword="null"/> when that cannot be told.</summary>
    bool? InContainer();

    /// <summary>The addresses of a name as applications on this machine get them: hosts file, DNS, and whatever else the system is configured for.</summary>
    /// <exception cref="SocketException">The system's resolver gave an error: the only member whose errors have a type of their own.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <summary>How the system's resolver completes short names; sends nothing.</summary>
    SearchList ReadSearchList() => SearchList.None;

    /// <summary>Who listens for TCP connections, without the owning processes.</summary>
    Fact<ListenerTable> ReadListeners();

    /// <summary>Who listens, when a connect to a port of this machine has failed: not older than the failure in anything that matters for this port.</summary>
    Fact<ListenerTable> ReadListenersAfterFailure(int port) => ReadListeners();

    /// <summary>The processes that own listening sockets; those that this process may not see are left as they are.</summary>
    IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners);

    /// <summary>One TCP connect, by the most telling way that the system has.</summary>
    /// <param name="endPoint">Where to.</param>
    /// <param name="local">The local address to connect from; <see langword="null"/> for the system's choice.</param>
    /// <param name="timeToLive">How many hops its packets may travel; <see langword="null"/> for the system's default.</param>
    /// <param name="time">The clock.</param>
    /// <param name="abandoned">Ends it when nobody waits for it any more.</param>
    Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned);

    /// <summary>The bytes of a connected socket: everything that a peer says is read here. It leaves the socket open.</summary>
    /// <returns>A stream that has ended when the peer has reset already.</returns>
    Stream OpenStream(Socket socket)
    {
        try
        {
            return new NetworkStream(socket, ownsSocket: false);
        }
        catch (IOException)
        {
            return Stream.Null;
        }
    }

    /// <summary>What the routing table does with packets to an address; sends nothing.</summary>
    Fact<SystemRoute> FindRoute(IPAddress address) => Fact<SystemRoute>.NotMeasured(FactReason.NotSupported);

    /// <summary>From where packets to an address would be sent; sends nothing.</summary>
    SourceAddress FindSource(IPEndPoint destination) => SourceAddress.Find(destination);

    /// <summary>The addresses of this machine's interfaces, in the system's order.</summary>
    IReadOnlyList<LocalAddress> ReadAddresses() => LocalAddresses.Read(this);

    /// <summary>How many more files and sockets this process may open; <see langword="null"/> when that cannot be told.</summary>
    int? CountFreeDescriptors() => null;

    /// <summary>What this machine knows of a machine on its own link; sends nothing.</summary>
    Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route) => Fact<LinkNeighbour>.NotMeasured(FactReason.NotSupported);

    /// <summary>Whether an interface is a tunnel; <see langword="null"/> when that cannot be told.</summary>
    bool? IsTunnel(string interfaceName) => null;

    /// <summary>Whether IPv6 is switched off; <see langword="null"/> when that cannot be told.</summary>
    bool? IsIPv6Disabled() => null;

    /// <summary>Whether this is Windows' subsystem for Linux; <see langword="null"/> when that cannot be told.</summary>
    bool? InSubsystemForLinux() => null;

    /// <summary>An environment variable of this process; <see langword="null"/> when it is not set.</summary>
    string? ReadVariable(string name) => null;

    /// <summary>The proxy that .NET's HTTP client in this process uses for a URI; <see langword="null"/> for none. May take long where the system looks for one.</summary>
    Uri? FindProxy(Uri target) => null;

    /// <summary>The ports that clients get.</summary>
    Fact<LocalPortRange> ReadLocalPortRange() => Fact<LocalPortRange>.NotMeasured(FactReason.NotSupported);

    /// <summary>This machine's connections, those to a destination apart.</summary>
    Fact<ConnectionCensus> CountConnections(IPEndPoint destination) => Fact<ConnectionCensus>.NotMeasured(FactReason.NotSupported);

    /// <summary>What this machine has sent, received and failed to since it started.</summary>
    TrafficCounters CountTraffic() => default;

    /// <summary>How an accepted connection stands.</summary>
    Fact<TransferEvidence> ReadTransfer(Socket socket) => Fact<TransferEvidence>.NotMeasured(FactReason.NotSupported);

    /// <summary>One ICMP echo request, where an unprivileged process may send one.</summary>
    Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) =>
        Task.FromResult(Fact<PingEvidence>.NotMeasured(FactReason.NotSupported));
}
