namespace ConnectionDiagnostics;

/// <summary>One thing to do about a cause.</summary>
public sealed record Remedy
{
    /// <summary>Who acts.</summary>
    public required RemedyActor Actor { get; init; }

    /// <summary>What to do, with the real values filled in.</summary>
    public required string Text { get; init; }

    /// <summary>A command to paste, where one helps.</summary>
    public string? Command { get; init; }
}
