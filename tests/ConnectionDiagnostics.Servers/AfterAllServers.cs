namespace ConnectionDiagnostics.Servers;

/// <summary>Tests that run once all servers are done: collections that are not parallel come after those that are.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AfterAllServers;
