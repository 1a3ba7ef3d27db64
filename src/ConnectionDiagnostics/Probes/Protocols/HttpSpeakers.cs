namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Who else answers in HTTP than web servers: proxies, and servers of other protocols that say so in HTTP to those who speak it.</summary>
internal static class HttpSpeakers
{
    /// <summary>Pages with which a server says, in HTTP, that it speaks something else.</summary>
    private static readonly (string Protocol, byte[] Words)[] Pages =
    [
        // MongoDB, transport layer: the answer to "GET ".
        (WireProtocol.MongoDB, "trying to access MongoDB over HTTP"u8.ToArray()),
        // ASP.NET Core Kestrel, CoreStrings.Http2/BadRequest_...: an endpoint with HttpProtocols.Http2 alone.
        (WireProtocol.Http2, "HTTP/1.x request was sent to an HTTP/2 only endpoint"u8.ToArray()),
    ];

    /// <summary>Forward proxies by the name in <c>Server</c>.</summary>
    private static readonly string[] Proxies = ["tinyproxy", "privoxy", "polipo", "3proxy", "ccproxy", "mitmproxy"];

    public static Identity Identify(HttpAnswer http, ReadOnlySpan<byte> received)
    {
        foreach ((string protocol, byte[] words) in Pages)
        {
            if (received.IndexOf(words) >= 0)
            {
                return new Identity(protocol, http.Header("server"), DetectionConfidence.Certain);
            }
        }

        return new Identity(IsProxy(http) ? WireProtocol.HttpProxy : WireProtocol.Http, http.Header("server"), DetectionConfidence.Certain);
    }

    /// <summary>What only a proxy says to a request for a page of its own: RFC 9110, sections 11.7.1 and 15.5.8; Squid's ERR_INVALID_URL.</summary>
    private static bool IsProxy(HttpAnswer http) =>
        http.Status == 407 || http.Header("proxy-authenticate") is not null || http.Header("proxy-agent") is not null
        || http.Header("x-squid-error")?.StartsWith("ERR_INVALID_URL", StringComparison.Ordinal) == true
        || (http.Header("server") is { } server && Array.Exists(Proxies, name => server.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
}
