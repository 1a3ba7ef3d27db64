namespace ConnectionDiagnostics;

/// <summary>What the system's routing table does with packets to an address (rtnetlink(7), route types).</summary>
public enum RouteKind
{
    /// <summary>The system does not tell.</summary>
    Unknown,

    /// <summary>They are sent: to a gateway, or straight to the address.</summary>
    Unicast,

    /// <summary>They stay on this machine.</summary>
    Local,

    /// <summary>The address is the broadcast address of a subnet.</summary>
    Broadcast,

    /// <summary>The address is a multicast group.</summary>
    Multicast,

    /// <summary>There is no route.</summary>
    None,

    /// <summary>A route of type <c>unreachable</c> refuses them.</summary>
    Unreachable,

    /// <summary>A route of type <c>prohibit</c> refuses them.</summary>
    Prohibited,

    /// <summary>A route of type <c>blackhole</c> discards them.</summary>
    Blackhole,
}
