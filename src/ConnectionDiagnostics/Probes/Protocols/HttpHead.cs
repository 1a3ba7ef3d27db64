using System.Buffers.Text;
using System.Text;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Reads the head of an HTTP/1.x response (RFC 9112, sections 4 and 5), leniently, as clients do.</summary>
internal static class HttpHead
{
    private const int MaxValueLength = 256;

    /// <summary>The headers that a diagnosis looks at. Others may hold secrets (cookies) and are dropped.</summary>
    private static readonly string[] Kept =
    [
        "server", "location", "upgrade", "connection", "sec-websocket-accept", "sec-websocket-version", "sec-websocket-protocol",
        "sec-websocket-extensions", "via", "proxy-authenticate", "proxy-status", "proxy-agent", "x-squid-error", "date", "retry-after", "www-authenticate", "content-type", "x-powered-by", "cf-ray", "x-cache",
    ];

    /// <summary>Where the body begins; -1 while the head is incomplete.</summary>
    public static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        int crlf = bytes.IndexOf("\r\n\r\n"u8);
        int lf = bytes.IndexOf("\n\n"u8);
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf >= 0 ? lf + 2 : -1;
    }

    /// <summary>Whether the first line is complete and no status line: no head will come of it.</summary>
    public static bool IsHopeless(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'\n') is >= 0 and var end && Read(bytes[..end]) is null;

    public static HttpAnswer? Read(ReadOnlySpan<byte> bytes)
    {
        int lineEnd = bytes.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (lineEnd < 0 ? bytes : bytes[..lineEnd]).TrimEnd((byte)'\r');
        // HTTP/1.1 200 OK
        if (line.Length < 12 || !line.StartsWith("HTTP/"u8) || line.IndexOf((byte)' ') is not (> 5 and < 12 and var space)
            || !Utf8Parser.TryParse(line[(space + 1)..], out int status, out int digits) || digits != 3 || status is < 100 or > 999)
        {
            return null;
        }

        ReadOnlySpan<byte> reason = line[(space + 1 + digits)..].TrimStart((byte)' ');
        return new HttpAnswer
        {
            Version = Text(line[..space]),
            Status = status,
            Reason = Text(reason),
            Headers = lineEnd < 0 ? new Dictionary<string, string>() : ReadHeaders(bytes[(lineEnd + 1)..]),
        };
    }

    private static Dictionary<string, string> ReadHeaders(ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Range range in bytes.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = bytes[range].TrimEnd((byte)'\r');
            int colon = line.IndexOf((byte)':');
            if (line.IsEmpty)
            {
                break;
            }

            if (colon <= 0)
            {
                continue;
            }

            string name = Text(line[..colon]).Trim().ToLowerInvariant();
            if (Array.IndexOf(Kept, name) >= 0)
            {
                string value = Text(line[(colon + 1)..]).Trim();
                // The query of a redirect and its fragment may hold a token that the server made.
                value = name == "location" && value.AsSpan().IndexOfAny('?', '#') is >= 0 and var query ? value[..query] + "?…" : value;
                headers[name] = headers.TryGetValue(name, out string? earlier) ? Join(earlier, value) : value;
            }
        }

        return headers;
    }

    /// <summary>Lines of the same name are one list (RFC 9110, section 5.3); a peer may send thousands of them.</summary>
    private static string Join(string earlier, string value) => earlier.Length < MaxValueLength ? $"{earlier}, {value}" : earlier;

    // Header bytes outside ASCII have no agreed meaning (RFC 9110, section 5.5); Latin-1 keeps each of them visible.
    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MaxValueLength)]);
}
