using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Asks an HTTP proxy for a tunnel (RFC 9110, section 9.3.6).</summary>
internal static class HttpConnect
{
    private const int PageBytes = 512;

    /// <summary>So long for the page that explains a refusal.</summary>
    private static readonly TimeSpan PagePatience = TimeSpan.FromMilliseconds(150);

    /// <param name="reader">The connection to the proxy.</param>
    /// <param name="authority">Host and port of the target.</param>
    /// <param name="credentials">The value of <c>Proxy-Authorization</c>; <see langword="null"/> to say nothing of it.</param>
    /// <param name="time">The clock.</param>
    public static async Task<ProxyReply> AskAsync(ReplyReader reader, string authority, string? credentials, TimeProvider time)
    {
        ExchangeResult result = await reader.SendAsync(Request(authority, credentials)).ConfigureAwait(false);
        result = result == ExchangeResult.Answered ? await reader.ReadHeadAsync().ConfigureAwait(false) : result;
        bool isComplete = HttpHead.FindEnd(reader.Received.Span) >= 0;
        if (HttpHead.Read(reader.Received.Span) is not { } http || (!isComplete && http.Status is >= 200 and < 300))
        {
            return ProxyReply.Ended(result, reader);
        }

        if (http.Status is >= 200 and < 300 && !AnnouncesPage(reader.Received.Span))
        {
            return new ProxyReply(ProxyResult.Tunnelled) { Http = http, Received = ProxyReply.Kept(reader) };
        }

        await reader.ReadPageAsync(PageBytes, PagePatience, time).ConfigureAwait(false);
        return new ProxyReply(http.Status is >= 200 and < 300 ? ProxyResult.Unintelligible : ProxyResult.Declined) { Http = http, Received = ProxyReply.Kept(reader) };
    }

    internal static byte[] Request(string authority, string? credentials) => Encoding.ASCII.GetBytes(
        $"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: ConnectionDiagnostics\r\n{(credentials is null ? "" : $"Proxy-Authorization: {credentials}\r\n")}\r\n");

    /// <summary>An answer that grants a tunnel has no content (RFC 9110, section 9.3.6): one that announces some is a web server's page.</summary>
    private static bool AnnouncesPage(ReadOnlySpan<byte> head)
    {
        string text = Encoding.Latin1.GetString(head);
        int length = text.IndexOf("\ncontent-length:", StringComparison.OrdinalIgnoreCase);
        return text.Contains("\ncontent-type:", StringComparison.OrdinalIgnoreCase) || text.Contains("\ntransfer-encoding:", StringComparison.OrdinalIgnoreCase)
            || (length >= 0 && text[(length + "\ncontent-length:".Length)..].TrimStart(' ') is { Length: > 0 } value && value[0] is >= '1' and <= '9');
    }
}
