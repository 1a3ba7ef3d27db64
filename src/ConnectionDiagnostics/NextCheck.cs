namespace ConnectionDiagnostics;

/// <summary>A check that would tell tied causes apart, and that cannot be made from here.</summary>
public sealed record NextCheck
{
    /// <summary>The causes that the check separates.</summary>
    public required IReadOnlyList<CauseCode> Separates { get; init; }

    /// <summary>Who can make the check.</summary>
    public required RemedyActor Actor { get; init; }

    /// <summary>What to look at, and what the answer means.</summary>
    public required string Text { get; init; }

    /// <summary>A command to paste, where one helps.</summary>
    public string? Command { get; init; }
}
