namespace ConnectionDiagnostics.Lab;

/// <summary>Tests that run once all scenarios are done: collections that are not parallel come after those that are.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AfterAllScenarios;
