namespace ConnectionDiagnostics;

/// <summary>What one stage showed.</summary>
public sealed record StageReport
{
    /// <summary>The stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>How it ended.</summary>
    public required StageStatus Status { get; init; }

    /// <summary>When it started, from the start of the diagnosis.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>One line: what was seen.</summary>
    public required string Detail { get; init; }
}
