namespace ConnectionDiagnostics;

/// <summary>The way to each address of the target.</summary>
public sealed record RouteEvidence
{
    /// <summary>One entry an address, in the resolver's order.</summary>
    public required IReadOnlyList<RouteToAddress> Routes { get; init; }
}
