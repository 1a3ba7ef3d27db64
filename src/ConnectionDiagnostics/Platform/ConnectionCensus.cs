namespace ConnectionDiagnostics.Platform;

/// <summary>This machine's TCP connections, counted.</summary>
internal sealed record ConnectionCensus
{
    /// <summary>Those to the destination, by state.</summary>
    public required IReadOnlyList<ConnectionCount> ToDestination { get; init; }

    /// <summary>All of them, by state; listening sockets are none.</summary>
    public required IReadOnlyList<ConnectionCount> All { get; init; }

    /// <summary>The processes with most connections to the destination, most first; at most three.</summary>
    public IReadOnlyList<ConnectionOwner> Owners { get; init; } = [];
}
