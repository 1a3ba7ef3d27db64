namespace ConnectionDiagnostics;

/// <summary>How often a cause is behind an outcome before any evidence is looked at.</summary>
/// <remarks>
/// What the field sees: a firewall or security group about half of all cases, a different protocol about 30 %,
/// a wrong address or port about 15 %, a server that was not started the rest.
/// </remarks>
public enum Prior
{
    /// <summary>One case in twenty.</summary>
    Rare,

    /// <summary>One case in seven.</summary>
    Uncommon,

    /// <summary>One case in three.</summary>
    Common,

    /// <summary>Half of all cases.</summary>
    Usual,
}
