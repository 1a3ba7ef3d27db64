using static ConnectionDiagnostics.Knowledge.TunnelKind;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>
/// Names of interfaces that carry traffic elsewhere than to a wire, as of 2026-08; general knowledge but where noted. On Windows this is the connection's name.
/// </summary>
/// <remarks>macOS always has a few <c>utun</c> interfaces for its own services: one of them means something only with a route through it.</remarks>
internal static class TunnelInterfaces
{
    // The first that matches decides: the particular before the general.
    private static readonly TunnelPattern[] Patterns =
    [
        new("Meta", new(Proxy, "mihomo (Clash Meta)")),
        new("mihomo*", new(Proxy, "mihomo (Clash Meta)")),
        // Clash Party's source; elsewhere macOS numbers from 0.
        new("utun1500", new(Proxy, "mihomo (Clash Party)")),
        new("clash*", new(Proxy, "Clash")),
        // singbox_tun, wintunsingbox_tun and xray_tun: v2rayN's source.
        new("singbox*", new(Proxy, "sing-box")),
        new("sing-box*", new(Proxy, "sing-box")),
        new("wintunsingbox*", new(Proxy, "sing-box")),
        new("xray*", new(Proxy, "Xray")),
        new("v2ray*", new(Proxy, "V2Ray")),
        new("neko-tun*", new(Proxy, "NekoRay")),
        new("nekoray-tun*", new(Proxy, "NekoRay")),
        new("outline-tun#", new(Proxy, "Outline")),

        new("tailscale*", new(Vpn, "Tailscale")),
        new("wt#", new(Vpn, "NetBird")),
        new("ZeroTier*", new(Vpn, "ZeroTier")),
        new("nebula#", new(Vpn, "Nebula")),
        new("CloudflareWARP", new(Vpn, "Cloudflare WARP")),
        new("nordlynx", new(Vpn, "NordVPN")),
        new("proton#", new(Vpn, "Proton VPN")),
        new("wg0-mullvad", new(Vpn, "Mullvad")),
        new("wg-mullvad", new(Vpn, "Mullvad")),
        new("cscotun#", new(Vpn, "Cisco Secure Client")),
        new("gpd#", new(Vpn, "GlobalProtect")),
        new("OpenVPN*", new(Vpn, "OpenVPN")),
        new("ipsec#", new(Vpn, "IPsec")),
        new("wg#", new(Vpn, "WireGuard")),
        new("wg-*", new(Vpn, "WireGuard")),
        new("vpn#", new(Vpn, "VPN")),

        new("tun#", new(Any, "TUN")),
        new("tap#", new(Any, "TAP")),
        new("utun#", new(Any, "TUN")),
        new("wintun*", new(Any, "Wintun")),
        new("ppp#", new(Any, "PPP")),
    ];

    /// <summary>Whose an interface is, by its name; <see langword="null"/> when nothing says that it is a tunnel.</summary>
    public static TunnelSoftware? Find(string name) => Array.Find(Patterns, pattern => pattern.Matches(name))?.Software;
}
