namespace ConnectionDiagnostics;

/// <summary>A process and how many connections it has.</summary>
public sealed record ConnectionOwner
{
    /// <summary>The process.</summary>
    public required ProcessIdentity Process { get; init; }

    /// <summary>How many connections it has to the destination.</summary>
    public required int Connections { get; init; }
}
