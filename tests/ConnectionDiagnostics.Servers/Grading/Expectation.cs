namespace ConnectionDiagnostics.Servers.Grading;

/// <summary>What a diagnosis has to say. Where several answers are true, any of them will do.</summary>
internal sealed record Expectation
{
    public required IReadOnlyList<ConnectionOutcome> Outcomes { get; init; }

    /// <summary>The causes of which one has to come first; empty when none may be there.</summary>
    public IReadOnlyList<CauseCode> First { get; init; } = [];

    /// <summary>Causes that are true besides, so that confirming them is right.</summary>
    public IReadOnlyList<CauseCode> AlsoTrue { get; init; } = [];

    /// <summary>Whether nothing at the client decides between the first causes, so that none of them may be confirmed.</summary>
    public bool Undecidable { get; init; }

    /// <summary>What the server has to be seen to speak, one of <see cref="WireProtocol"/>; <see langword="null"/> where it may remain unseen.</summary>
    public required IReadOnlyList<string?> Detected { get; init; }

    /// <summary>For whoever reads a failure.</summary>
    public override string ToString() =>
        $"{string.Join(" or ", Outcomes)}, {(First.Count == 0 ? "no cause" : string.Join(" or ", First))}, detected {string.Join(" or ", Detected.Select(one => one ?? "nothing"))}";
}
