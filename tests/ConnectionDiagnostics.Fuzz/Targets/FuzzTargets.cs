namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>Everything that is fed.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. PeerTargets.All,
        .. TlsTargets.All,
        .. KernelTargets.All,
        .. FileTargets.All,
        .. EvidenceTargets.All,
    ];
}
