using System.Text;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>What a server has to know of an HTTP/1.1 request to answer it.</summary>
internal sealed class HttpRequest
{
    private const int MaxHead = 16 * 1024;

    /// <summary>Whether it is one: anything else, such as a TLS handshake, ends where it does not begin like a method.</summary>
    public required bool IsHttp { get; init; }

    /// <summary>The key of a WebSocket handshake (RFC 6455, section 4.1); <see langword="null"/> when it is a plain request.</summary>
    public string? WebSocketKey { get; init; }

    /// <summary>Reads the head and leaves the body.</summary>
    /// <returns><see langword="null"/> when the client closed first.</returns>
    public static async Task<HttpRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] head = new byte[MaxHead];
        int length = 0;
        while (length < MaxHead)
        {
            int count = await stream.ReadAsync(head.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            length += count;
            int end = head.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (!char.IsAsciiLetterUpper((char)head[0]))
            {
                break;
            }

            if (end >= 0)
            {
                return new HttpRequest { IsHttp = true, WebSocketKey = FindKey(Encoding.Latin1.GetString(head, 0, end)) };
            }
        }

        return new HttpRequest { IsHttp = false };
    }

    private static string? FindKey(string head)
    {
        const string Name = "Sec-WebSocket-Key:";
        return head.Split("\r\n").FirstOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase))?[Name.Length..].Trim();
    }
}
