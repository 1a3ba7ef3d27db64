namespace ConnectionDiagnostics;

/// <summary>How sure it is that a server speaks what it was detected to speak.</summary>
public enum DetectionConfidence
{
    /// <summary>The bytes fit, and another protocol may send the same: no cause is confirmed by them alone.</summary>
    Probable,

    /// <summary>No other protocol known here sends such bytes, to this question or as a greeting.</summary>
    Certain,
}
