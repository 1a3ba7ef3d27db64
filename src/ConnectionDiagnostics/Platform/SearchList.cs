namespace ConnectionDiagnostics.Platform;

/// <summary>How the system's resolver completes short names.</summary>
/// <param name="Domains">The domains that are appended, in order.</param>
/// <param name="Dots">A name with fewer dots is tried with the domains first (resolv.conf(5), ndots).</param>
internal sealed record SearchList(IReadOnlyList<string> Domains, int Dots)
{
    private const int UsualDots = 1;

    public static SearchList None { get; } = new([], UsualDots);
}
