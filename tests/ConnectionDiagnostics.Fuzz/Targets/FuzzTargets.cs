namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>Everything that is fed.</summary>
internal static class FuzzTargets
{
    /// <summary><c>CONDIAG_FUZZ_TARGETS</c>: names, comma-separated, when not all are wanted.</summary>
    private static readonly string[]? Wanted = Environment.GetEnvironmentVariable("CONDIAG_FUZZ_TARGETS") is { Length: > 0 } names ? names.Split(',') : null;

    public static bool AreAll => Wanted is null;

    public static IReadOnlyList<FuzzTarget> All { get; } = [.. Every().Where(target => Wanted is null || Wanted.Contains(target.Name))];

    private static IEnumerable<FuzzTarget> Every() =>
        [.. PeerTargets.All, .. ProxyTargets.All, .. NameTargets.All, .. TlsTargets.All, .. KernelTargets.All, .. FileTargets.All, .. EvidenceTargets.All];
}
