namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>The flags of a route that are read here (<c>RTF_…</c>, xnu's bsd/net/route.h).</summary>
[Flags]
internal enum RouteFlags
{
    None = 0,

    /// <summary>Leads to a router.</summary>
    Gateway = 0x2,

    /// <summary>Refuses; of an entry of the link: nobody answered.</summary>
    Reject = 0x8,

    /// <summary>An entry of the link: ARP or neighbour discovery made it.</summary>
    LinkInformation = 0x400,

    /// <summary>Discards.</summary>
    Blackhole = 0x1000,

    /// <summary>An address of this machine.</summary>
    Local = 0x200000,

    Broadcast = 0x400000,

    Multicast = 0x800000,
}
