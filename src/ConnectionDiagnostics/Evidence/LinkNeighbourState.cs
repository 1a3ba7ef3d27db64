namespace ConnectionDiagnostics;

/// <summary>What the system knows of a machine on its own link (ARP, RFC 826; neighbour discovery, RFC 4861, section 7.3.2).</summary>
public enum LinkNeighbourState
{
    /// <summary>There is no entry: nobody has asked for the address.</summary>
    Absent,

    /// <summary>Asked for, not answered yet.</summary>
    Incomplete,

    /// <summary>Asked for, and nobody answered.</summary>
    Failed,

    /// <summary>Answered not long ago.</summary>
    Reachable,

    /// <summary>Answered once; whether it still would is not known.</summary>
    Stale,

    /// <summary>As stale, and about to be asked again.</summary>
    Delay,

    /// <summary>As stale, and being asked again.</summary>
    Probe,

    /// <summary>Needs no asking: set by hand, or a link without addresses.</summary>
    Fixed,
}
