namespace ConnectionDiagnostics.Knowledge;

/// <summary>
/// Well-known loopback ports of proxy software. Defaults of 2026-08, general knowledge where nothing else is said: a listener there is a hint, never proof.
/// </summary>
internal static class ClientProxies
{
    private static readonly ClientProxy[] All =
    [
        // 9090 and 9097: their controllers, no proxies themselves. 7897 to 7899 and 9097 as in Clash Verge Rev's source.
        new("Clash or mihomo", [7890, 7891, 7892, 7893, 9090]),
        new("Clash Verge Rev", [7897, 7898, 7899, 9097]),
        // 10808 as in v2rayN's source.
        new("v2rayN, V2Ray or Xray", [10808, 10809]),
        new("v2rayA", [20170, 20171, 20172]),
        new("NekoRay or NekoBox", [2080]),
        new("Shadowsocks, or another SOCKS proxy", [1080]),
        new("ShadowsocksX-NG", [1086, 1087]),
        new("Surge", [6152, 6153]),
        new("Tor", [9050, 9150]),
        new("Privoxy", [8118]),
        new("Squid or Cntlm", [3128]),
        new("Cloudflare WARP", [40000]),
        // Debugging proxies: they also sign certificates of their own.
        new("Fiddler or Charles", [8888]),
        new("Fiddler Everywhere", [8866]),
        new("Burp Suite, mitmproxy or ZAP", [8080]),
        new("Proxyman", [9091]),
        new("HTTP Toolkit", [8000]),
        new("whistle", [8899]),
        new("AnyProxy", [8001]),
    ];

    /// <summary>Which software listens on a loopback port by default.</summary>
    public static ClientProxy? OnPort(int port) => Array.Find(All, proxy => proxy.Ports.Contains(port));
}
