using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>
/// Connects that may travel a limited number of hops only: a router at which they end says so (ICMP "time to live exceeded"), as
/// traceroute uses it, but with the port of the target. They show where a silent path ends, and whether somebody nearer answers for the target.
/// </summary>
public sealed record PathEvidence
{
    /// <summary>Connects to the dialled port, by rising <see cref="ConnectAttempt.TimeToLive"/>.</summary>
    public IReadOnlyList<ConnectAttempt> Hops { get; init => field = value ?? []; } = [];

    /// <summary>What the system said when a datagram was to be sent towards the target: <see cref="SocketError.AccessDenied"/> is a filter of its own.</summary>
    /// <value><see langword="null"/> when it was not tried; <see cref="SocketError.Success"/> when it went out.</value>
    public SocketError? LocalSend { get; init; }

    /// <summary>Connects with the same limits to something else, for comparison: another port, or an address beside the target, which one hop never reaches.</summary>
    public IReadOnlyList<ConnectAttempt> Controls { get; init => field = value ?? []; } = [];
}
