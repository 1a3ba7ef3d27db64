using System.Net;

using static ConnectionDiagnostics.Knowledge.TunnelKind;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>Addresses that tunnel software gives its own interface by default, as of 2026-08.</summary>
internal static class TunnelAddresses
{
    // The prefix has to be the same, too: Docker's bridges are 172.18.0.1/16 and 172.19.0.1/16.
    private static readonly (IPAddress Address, int PrefixLength, TunnelSoftware Software)[] Exact =
    [
        (IPAddress.Parse("198.18.0.1"), 30, new(Proxy, "mihomo (Clash Meta)")),
        (IPAddress.Parse("198.18.0.1"), 16, new(Proxy, "Clash")),
        // As in sing-box's documentation and in v2rayN's source.
        (IPAddress.Parse("172.18.0.1"), 30, new(Proxy, "sing-box")),
        (IPAddress.Parse("172.19.0.1"), 30, new(Proxy, "sing-box")),
        (IPAddress.Parse("fdfe:dcba:9876::1"), 126, new(Proxy, "sing-box or mihomo")),
    ];

    // Tailscale's addresses in IPv4 are all of 100.64.0.0/10, which providers use, too; this is its own.
    private static readonly (IPNetwork Network, TunnelSoftware Software)[] Networks =
    [
        (IPNetwork.Parse("fd7a:115c:a1e0::/48"), new(Vpn, "Tailscale")),
    ];

    /// <summary>Whose default an interface's address is.</summary>
    public static TunnelSoftware? Find(IPAddress address, int prefixLength)
    {
        foreach ((IPAddress its, int length, TunnelSoftware software) in Exact)
        {
            if (length == prefixLength && its.Equals(address))
            {
                return software;
            }
        }

        foreach ((IPNetwork network, TunnelSoftware software) in Networks)
        {
            if (network.Contains(address))
            {
                return software;
            }
        }

        return null;
    }
}
