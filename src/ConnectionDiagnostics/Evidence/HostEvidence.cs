using System.Net;

namespace ConnectionDiagnostics;

/// <summary>The target's host beside the dialled port; looked at when the connect failed.</summary>
public sealed record HostEvidence
{
    /// <summary>The address that was looked at.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Other ports, in the order in which they were chosen; at most six.</summary>
    public IReadOnlyList<HostPort> Ports { get; init => field = value ?? []; } = [];

    /// <summary>An echo request.</summary>
    public Fact<PingEvidence> Ping { get; init; }

    /// <summary>The next machine on the way, on this machine's own link.</summary>
    public Fact<LinkNeighbour> NextHop { get; init; }

    /// <summary>The dialled port at addresses that name servers give for the name and the system's resolver did not; at most two.</summary>
    public IReadOnlyList<ConnectAttempt> Alternates { get; init => field = value ?? []; } = [];

    /// <summary>The name that DNS gives for the address.</summary>
    public string? ReverseName { get; init; }
}
