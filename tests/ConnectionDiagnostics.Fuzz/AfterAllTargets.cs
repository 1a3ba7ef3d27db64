namespace ConnectionDiagnostics.Fuzz;

/// <summary>Tests that run once all targets are done: collections that are not parallel come after those that are.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AfterAllTargets;
