namespace ConnectionDiagnostics;

/// <summary>One thing that a probe of your own found.</summary>
public sealed record Finding
{
    /// <summary>The probe's name.</summary>
    public required string Probe { get; init; }

    /// <summary>What the finding is about: <c>licence-server.seats</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What was found.</summary>
    public required string Value { get; init; }
}
