namespace ConnectionDiagnostics;

/// <summary>When a stage ran.</summary>
public sealed record StageTiming
{
    /// <summary>The stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>When it began, from the start of the diagnosis.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>How long it took; the time of everything that ran in this stage.</summary>
    public required TimeSpan Duration { get; init; }
}
