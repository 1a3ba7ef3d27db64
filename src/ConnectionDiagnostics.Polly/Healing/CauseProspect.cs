namespace ConnectionDiagnostics.Healing;

/// <summary>What becomes of a cause, and how long it wants at least.</summary>
/// <param name="Prospect">Whether waiting cures it.</param>
/// <param name="Delay">The shortest wait that makes sense; zero when the cause wants none.</param>
internal readonly record struct CauseProspect(Prospect Prospect, TimeSpan Delay);
