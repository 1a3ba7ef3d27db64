namespace ConnectionDiagnostics;

/// <summary>Three states that are never mixed up.</summary>
public enum FactState
{
    /// <summary>Nobody looked, or looking failed.</summary>
    NotMeasured,

    /// <summary>There was no need or no sense in looking.</summary>
    Skipped,

    /// <summary>Somebody looked, and this is what was there.</summary>
    Measured,
}
