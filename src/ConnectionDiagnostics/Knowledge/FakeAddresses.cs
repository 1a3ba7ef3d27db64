using System.Net;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>The fake-IP ranges of proxy software, as of 2026-08. No public server has such an address.</summary>
internal static class FakeAddresses
{
    private static readonly FakeAddressRange[] Ranges =
    [
        // Meant for benchmarks (RFC 2544). The documentation of mihomo and sing-box, Xray's source; Surge: general knowledge.
        new(IPNetwork.Parse("198.18.0.0/15"), "Clash, mihomo, sing-box, Xray, Surge"),
        // Part of fc00::/8, which RFC 4193 leaves unassigned. sing-box's documentation, Xray's source.
        new(IPNetwork.Parse("fc00::/18"), "sing-box, Xray"),
        // mihomo's documentation proposes it.
        new(IPNetwork.Parse("fdfe:dcba:9876::/64"), "mihomo, sing-box"),
    ];

    public static FakeAddressRange? Find(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (FakeAddressRange range in Ranges)
        {
            if (range.Network.Contains(plain))
            {
                return range;
            }
        }

        return null;
    }
}
