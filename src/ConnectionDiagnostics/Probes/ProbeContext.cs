namespace ConnectionDiagnostics;

/// <summary>What a probe of your own gets to see.</summary>
public sealed class ProbeContext
{
    /// <summary>What is being connected to.</summary>
    public required ConnectionTarget Target { get; init; }

    /// <summary>What the built-in stages and earlier probes saw.</summary>
    public required ConnectionEvidence Evidence { get; init; }

    /// <summary>The clock to use.</summary>
    public required TimeProvider TimeProvider { get; init; }
}
