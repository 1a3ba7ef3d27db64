namespace ConnectionDiagnostics.Causes.Weighing;

/// <summary>What is left of the causes after weighing, in order, and what was ruled out.</summary>
internal sealed record RankedCauses(
    IReadOnlyList<(CauseScales Scales, Likelihood Likelihood)> Left,
    IReadOnlyList<CauseScales> RuledOut);
