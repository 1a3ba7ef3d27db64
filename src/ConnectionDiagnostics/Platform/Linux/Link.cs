namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>A network interface.</summary>
internal sealed record Link
{
    private const uint FlagLoopback = 0x8;
    private const uint FlagPointToPoint = 0x10;
    private const uint FlagNoArp = 0x80;

    public string? Name { get; init; }

    /// <summary>The driver's name for its kind (<c>IFLA_INFO_KIND</c>): <c>tun</c>, <c>veth</c> …; physical interfaces have none.</summary>
    public string? Kind { get; init; }

    /// <summary><c>ARPHRD_…</c> (linux/if_arp.h).</summary>
    public int HardwareType { get; init; }

    /// <summary><c>IFF_…</c> (netdevice(7)).</summary>
    public uint Flags { get; init; }

    /// <summary>Whether it is a port of another: of a bridge, a bond, a VRF.</summary>
    public bool HasMaster { get; init; }

    /// <summary>Whether its neighbours have no addresses to ask for.</summary>
    public bool NeedsNoNeighbours => (Flags & (FlagLoopback | FlagPointToPoint | FlagNoArp)) != 0;

    /// <summary>Whether it wraps packets into others; <see langword="null"/> when that cannot be told.</summary>
    /// <remarks>
    /// A TAP (kind "tun" on Ethernet) may belong to a VPN, to a virtual machine, or be a whole container's way out (slirp4netns, pasta):
    /// as a bridge's port it is a virtual machine's, and alone it cannot be told. Hardware of type "none" without a kind may be a
    /// mobile modem (qmi_wwan).
    /// </remarks>
    public bool? IsTunnel => Kind switch
    {
        "tun" when HardwareType == HardwareEthernet => HasMaster ? false : null,
        "tun" or "wireguard" or "ovpn" or "ipip" or "ip6tnl" or "sit" or "gre" or "ip6gre" or "gretap" or "ip6gretap" or "erspan" or "ip6erspan"
            or "vti" or "vti6" or "xfrm" or "ppp" or "vxlan" or "geneve" or "bareudp" or "gtp" or "amt" => true,
        _ => IsTunnelHardware,
    };

    private const int HardwareEthernet = 1;

    /// <summary>PPP, TUNNEL, TUNNEL6, SIT, IPGRE, IP6GRE; Ethernet, InfiniBand, RAWIP (modems), LOOPBACK.</summary>
    private bool? IsTunnelHardware => HardwareType switch
    {
        512 or 768 or 769 or 776 or 778 or 823 => true,
        HardwareEthernet or 32 or 519 or 772 => false,
        _ => null,
    };
}
