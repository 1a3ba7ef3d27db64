namespace ConnectionDiagnostics;

/// <summary>Who listens for TCP connections on this machine.</summary>
public sealed record ListenerTable
{
    /// <summary>Where it was read: <c>sock_diag</c>, <c>proc</c>, <c>tcp_table</c> (Windows) or <c>portable</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The listening sockets, by port and then by address.</summary>
    public required IReadOnlyList<Listener> Listeners { get; init; }
}
