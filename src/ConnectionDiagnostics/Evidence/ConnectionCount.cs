namespace ConnectionDiagnostics;

/// <summary>How many connections are in a state.</summary>
public sealed record ConnectionCount
{
    /// <summary>The state.</summary>
    public required ConnectionState State { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }
}
