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

    /// <summary>Prepares a socket before its connect, so that more can be read after it.</summary>
    void PrepareConnect(Socket socket);

    /// <summary>What the system knows of a connect beyond its error.</summary>
    TcpFacts ReadConnect(Socket socket);
}
