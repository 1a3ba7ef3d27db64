namespace ConnectionDiagnostics;

/// <summary>What kind of address it is (IANA special-purpose address registries, RFC 6890).</summary>
public enum AddressScope
{
    /// <summary>An ordinary address of the Internet.</summary>
    Public,

    /// <summary>The machine itself: 127.0.0.0/8, ::1.</summary>
    Loopback,

    /// <summary>A private network: RFC 1918, fc00::/7.</summary>
    Private,

    /// <summary>A provider's shared network: 100.64.0.0/10 (RFC 6598).</summary>
    Shared,

    /// <summary>The local link only: 169.254.0.0/16, fe80::/10.</summary>
    LinkLocal,

    /// <summary>No address: 0.0.0.0, ::.</summary>
    Unspecified,

    /// <summary>A multicast group: 224.0.0.0/4, ff00::/8.</summary>
    Multicast,

    /// <summary>Broadcast, documentation, benchmarking and other reserved addresses.</summary>
    Reserved,
}
