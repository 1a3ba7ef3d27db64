namespace ConnectionDiagnostics;

/// <summary>An explanation that the evidence contradicts.</summary>
public sealed record RuledOutCause
{
    /// <summary>The code.</summary>
    public required CauseCode Code { get; init; }

    /// <summary>The name of the cause for people: "server not started".</summary>
    public required string Title { get; init; }

    /// <summary>The observation that contradicts it.</summary>
    public required string Because { get; init; }
}
