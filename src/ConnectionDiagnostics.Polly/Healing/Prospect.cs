namespace ConnectionDiagnostics.Healing;

/// <summary>What becomes of a failure when nobody does anything but wait.</summary>
internal enum Prospect
{
    /// <summary>The cause alone does not tell: the outcome decides.</summary>
    Open,

    /// <summary>It may be over a little later.</summary>
    Heals,

    /// <summary>It lasts until somebody acts.</summary>
    Lasts,
}
