namespace ConnectionDiagnostics;

/// <summary>One explanation of the failure.</summary>
public sealed record Cause
{
    /// <summary>The code, stable for ever.</summary>
    public required CauseCode Code { get; init; }

    /// <summary>How sure the diagnosis is.</summary>
    public required Likelihood Likelihood { get; init; }

    /// <summary>One sentence with the real addresses, ports and processes.</summary>
    public required string Summary { get; init; }

    /// <summary>What speaks for this cause, and what against it, strongest first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What to do, the most promising first.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Where to read more.</summary>
    /// <value><see langword="null"/> while the project has no public home.</value>
    public Uri? HelpLink { get; init; }

    /// <summary>Code, likelihood and summary in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Code} ({Likelihood.ToCode()}): {Summary}";
}
