using System.Text;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Keeps a proxy's credentials out of the evidence, also where the proxy sends them back.</summary>
internal static class ProxySecrets
{
    /// <summary>The value of <c>Proxy-Authorization</c> (RFC 7617).</summary>
    public static string Basic(ConnectionProxy proxy) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{proxy.User}:{proxy.Password}"));

    /// <summary>Of an answer to credentials: the first line, and the headers that do not hold them.</summary>
    public static ProxyReply Hide(ProxyReply reply, ConnectionProxy proxy) => !reply.SentCredentials ? reply : reply with
    {
        Received = Hide(reply.Received, proxy),
        Http = reply.Http is { } http ? Hide(http, proxy) : null,
    };

    public static HttpAnswer Hide(HttpAnswer http, ConnectionProxy proxy) => http with
    {
        Reason = Holds(http.Reason, proxy) ? "" : http.Reason,
        Headers = http.Headers.Where(header => !Holds(header.Value, proxy)).ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal),
    };

    /// <summary>Of bytes only as much as "HTTP/1.1 407", and nothing when even they hold credentials: what comes after them may be of the proxy's own making.</summary>
    public static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> bytes, ConnectionProxy proxy)
    {
        const int StatusEnd = 12;
        ReadOnlyMemory<byte> kept = bytes[..Math.Min(bytes.Length, StatusEnd)];
        // An answer that is no HTTP may be the login itself, sent back: a part of it is as secret as the whole.
        return kept.Span.StartsWith("HTTP/"u8) || !HoldsAny(bytes.Span, proxy) ? kept : default;
    }

    private static bool HoldsAny(ReadOnlySpan<byte> bytes, ConnectionProxy proxy) => Holds(Encoding.UTF8.GetString(bytes), proxy);

    private static bool Holds(string text, ConnectionProxy proxy) =>
        Holds(text, proxy.User) || Holds(text, proxy.Password) || Holds(text, Basic(proxy)["Basic ".Length..]);

    private static bool Holds(string text, string? secret) => secret is { Length: > 0 } && text.Contains(secret, StringComparison.OrdinalIgnoreCase);
}
