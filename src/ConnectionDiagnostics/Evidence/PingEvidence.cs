namespace ConnectionDiagnostics;

/// <summary>An ICMP echo request to the target's host (RFC 792, RFC 4443), sent only where the system lets unprivileged processes.</summary>
public sealed record PingEvidence
{
    /// <summary>Whether a reply came.</summary>
    public required bool Answered { get; init; }

    /// <summary>From the request to the reply.</summary>
    public TimeSpan? RoundTripTime { get; init; }

    /// <summary>The ICMP error that came instead.</summary>
    public IcmpError? Error { get; init; }
}
