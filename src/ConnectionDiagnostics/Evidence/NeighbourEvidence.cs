namespace ConnectionDiagnostics;

/// <summary>Other ports of the same machine.</summary>
public sealed record NeighbourEvidence
{
    /// <summary>The ports that were tried, in the order in which they were chosen.</summary>
    public required IReadOnlyList<NeighbourPort> Ports { get; init; }
}
