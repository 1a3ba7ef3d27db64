using ConnectionDiagnostics.Lab.Network;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>A look into the network after the run, which proves that the fault was there.</summary>
/// <param name="What">What has to be seen.</param>
/// <param name="LookAsync">Looks; gives <see langword="null"/> when it is so, and otherwise what was seen instead.</param>
internal sealed record Observation(string What, Func<LabNetwork, Task<string?>> LookAsync);
