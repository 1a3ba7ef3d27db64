namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>What a diagnosis has to say.</summary>
internal sealed record Expectation
{
    public required ConnectionOutcome Outcome { get; init; }

    /// <summary>The true cause; <see langword="null"/> for a healthy target.</summary>
    public CauseCode? Cause { get; init; }

    /// <summary>
    /// The true cause and those that no evidence at the client tells from it: all of them have to be as likely as the first cause, none
    /// confirmed, and each named in the next checks. Empty when evidence decides.
    /// </summary>
    public IReadOnlyList<CauseCode> Tied { get; init; } = [];

    /// <summary>Causes that are true besides, so that confirming them is right.</summary>
    public IReadOnlyList<CauseCode> AlsoTrue { get; init; } = [];

    public static Expectation Connected { get; } = new() { Outcome = ConnectionOutcome.Connected };

    /// <summary>Evidence decides.</summary>
    public static Expectation Decided(ConnectionOutcome outcome, CauseCode cause, params CauseCode[] alsoTrue) =>
        new() { Outcome = outcome, Cause = cause, AlsoTrue = alsoTrue };

    /// <summary>Evidence at the client cannot decide between the true cause and others.</summary>
    public static Expectation Undecidable(ConnectionOutcome outcome, CauseCode cause, params CauseCode[] others) =>
        new() { Outcome = outcome, Cause = cause, Tied = [cause, .. others] };
}
