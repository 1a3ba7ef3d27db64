namespace ConnectionDiagnostics.Knowledge;

/// <summary>Who opens TLS connections on the way and signs certificates of their own. As of 2026-11, from the makers' documentation and general knowledge.</summary>
/// <remarks>A name in an issuer is a hint, never proof: the maker's own devices show such certificates for themselves as well.</remarks>
internal static class InspectionProxies
{
    /// <summary>What stands in the issuer, and what it is. Longer marks first, where one holds another.</summary>
    private static readonly (string Mark, string Name)[] All =
    [
        // Companies' gateways.
        ("Zscaler", "Zscaler"),
        ("goskope", "Netskope"),
        ("Netskope", "Netskope"),
        ("Fortinet", "Fortinet FortiGate"),
        ("FortiGate", "Fortinet FortiGate"),
        ("Palo Alto Networks", "Palo Alto Networks"),
        ("Blue Coat", "Symantec ProxySG (Blue Coat)"),
        ("Cisco Umbrella", "Cisco Umbrella"),
        ("Cisco Secure Access", "Cisco Secure Access"),
        ("Forcepoint", "Forcepoint"),
        ("Websense", "Forcepoint"),
        ("McAfee Web Gateway", "Skyhigh (McAfee) Web Gateway"),
        ("Skyhigh", "Skyhigh (McAfee) Web Gateway"),
        ("Sophos", "Sophos"),
        ("WatchGuard", "WatchGuard"),
        ("SonicWall", "SonicWall"),
        ("Barracuda", "Barracuda"),
        ("iboss", "iboss"),
        ("Untangle", "Untangle"),
        ("Smoothwall", "Smoothwall"),
        ("Securly", "Securly"),
        ("Lightspeed", "Lightspeed"),
        ("Sangfor", "Sangfor"),
        ("Cloudflare for Teams", "Cloudflare Gateway"),
        ("Gateway CA - Cloudflare", "Cloudflare Gateway"),
        // Protection programs on the machine itself.
        ("Kaspersky", "Kaspersky"),
        ("ESET SSL Filter", "ESET"),
        ("Avast", "Avast"),
        ("AVG Web", "AVG"),
        ("Bitdefender", "Bitdefender"),
        ("Dr.Web", "Dr.Web"),
        ("AdGuard", "AdGuard"),
        ("Norton Web", "Norton"),
        // Debugging proxies.
        ("mitmproxy", "mitmproxy"),
        ("DO_NOT_TRUST_FiddlerRoot", "Fiddler"),
        ("Fiddler Root", "Fiddler Everywhere"),
        ("Charles Proxy", "Charles"),
        ("PortSwigger", "Burp Suite"),
        ("Proxyman", "Proxyman"),
        ("HTTP Toolkit", "HTTP Toolkit"),
        ("OWASP Zed Attack Proxy", "ZAP"),
        ("whistle.", "whistle"),
        ("AnyProxy", "AnyProxy"),
        ("Steam++", "Watt Toolkit (Steam++)"),
    ];

    /// <summary>Whose name stands in an issuer; <see langword="null"/> when none of those known does.</summary>
    public static string? InIssuer(string issuer) => Array.Find(All, proxy => issuer.Contains(proxy.Mark, StringComparison.OrdinalIgnoreCase)).Name;
}
