using System.Net;

namespace ConnectionDiagnostics;

/// <summary>The local ports for connections to the target; looked at when the system had no address or port to connect from.</summary>
public sealed record LocalPortEvidence
{
    /// <summary>The destination that was counted: the limit is per source address, destination address and destination port.</summary>
    public required IPEndPoint Destination { get; init; }

    /// <summary>The first port that the system gives to clients (<c>net.ipv4.ip_local_port_range</c>); <see langword="null"/> when it does not tell.</summary>
    public int? FirstPort { get; init; }

    /// <summary>The last one.</summary>
    public int? LastPort { get; init; }

    /// <summary>How many of them are reserved (<c>net.ipv4.ip_local_reserved_ports</c>).</summary>
    public int ReservedPorts { get; init; }

    /// <summary>The connections to the destination, by state; <see langword="null"/> when they could not be counted.</summary>
    public IReadOnlyList<ConnectionCount>? Connections { get; init; }

    /// <summary>The connections of this machine to whatever destination, by state.</summary>
    public IReadOnlyList<ConnectionCount>? AllConnections { get; init; }

    /// <summary>The processes with most connections to the destination, of those that this process may see, most first; at most three.</summary>
    public IReadOnlyList<ConnectionOwner> Owners { get; init => field = value ?? []; } = [];

    /// <summary>How many ports the system can give.</summary>
    internal int? UsablePorts => LastPort - FirstPort + 1 - ReservedPorts;
}
