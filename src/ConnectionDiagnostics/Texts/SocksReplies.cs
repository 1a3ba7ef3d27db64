namespace ConnectionDiagnostics.Texts;

/// <summary>The replies of SOCKS proxies in the protocol's own words, the same in every language.</summary>
internal static class SocksReplies
{
    /// <summary>RFC 1928, section 6.</summary>
    private static readonly string[] Version5 =
    [
        "succeeded", "general SOCKS server failure", "connection not allowed by ruleset", "Network unreachable", "Host unreachable",
        "Connection refused", "TTL expired", "Command not supported", "Address type not supported",
    ];

    /// <summary>The SOCKS 4 protocol, 90 to 93.</summary>
    private static readonly string[] Version4 =
    [
        "request granted", "request rejected or failed", "cannot connect to identd on the client", "client and identd report different user-ids",
    ];

    public static string OfVersion5(int code) => Name("SOCKS5 reply", code, code >= 0 && code < Version5.Length ? Version5[code] : "unassigned");

    public static string OfVersion4(int code) => Name("SOCKS4 reply", code, code is >= 90 and <= 93 ? Version4[code - 90] : "unassigned");

    private static string Name(string kind, int code, string words) => FormattableString.Invariant($"{kind} {code} ({words})");
}
