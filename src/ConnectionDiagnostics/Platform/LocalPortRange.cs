namespace ConnectionDiagnostics.Platform;

/// <summary>The ports that the system gives to clients, and how many of them are reserved.</summary>
internal sealed record LocalPortRange(int First, int Last, int Reserved);
