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

    /// <summary>Who listens for TCP connections, without the owning processes.</summary>
    Fact<ListenerTable> ReadListeners();

    /// <summary>The processes that own listening sockets; those that this process may not see are left as they are.</summary>
    IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners);

    /// <summary>One TCP connect, by the most telling way that the system has.</summary>
    /// <param name="endPoint">Where to.</param>
    /// <param name="local">The local address to connect from; <see langword="null"/> for the system's choice.</param>
    /// <param name="time">The clock.</param>
    /// <param name="abandoned">Ends it when nobody waits for it any more.</param>
    Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, TimeProvider time, CancellationToken abandoned);
}
