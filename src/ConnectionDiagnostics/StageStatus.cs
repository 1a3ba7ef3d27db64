namespace ConnectionDiagnostics;

/// <summary>How a stage ended.</summary>
public enum StageStatus
{
    /// <summary>The stage gave what the connection needs.</summary>
    Passed,

    /// <summary>The connection fails here.</summary>
    Failed,

    /// <summary>The stage passed, with something to look at.</summary>
    Warned,

    /// <summary>The stage did not run; its detail says why.</summary>
    Skipped,
}
