using ConnectionDiagnostics.Lab.Scenarios;
using ConnectionDiagnostics.Lab.Tool;

namespace ConnectionDiagnostics.Lab.Grading;

/// <summary>A scenario that was run.</summary>
internal sealed record LabResult
{
    public required LabScenario Scenario { get; init; }

    public required Verdict Verdict { get; init; }

    public required Traffic Traffic { get; init; }

    /// <summary>What was to be observed and was not. Not empty: the fault was not built, and nothing is said about the diagnosis.</summary>
    public required IReadOnlyList<string> NotObserved { get; init; }

    public Grade Grade => Grade.Of(this);
}
