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

    /// <summary>What is asked for, as it stands in the first line: a path, or what a proxy is to fetch (RFC 9112, section 3.2).</summary>
    public string Target { get; init; } = "/";

    /// <summary>The <c>Host</c> header; empty when there is none.</summary>
    public string Host { get; init; } = "";

    /// <summary>Whether it is for a proxy: the authority-form of CONNECT, or the absolute-form.</summary>
    public bool IsForProxy => IsHttp && !Target.StartsWith('/') && Target != "*";

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
                return Parse(Encoding.Latin1.GetString(head, 0, end).Split("\r\n"));
            }
        }

        return new HttpRequest { IsHttp = false };
    }

    private static HttpRequest Parse(string[] lines) => new()
    {
        IsHttp = true,
        WebSocketKey = Find(lines, "Sec-WebSocket-Key:"),
        Target = lines[0].Split(' ') is [_, { Length: > 0 } target, ..] ? target : "/",
        Host = Find(lines, "Host:") ?? "",
    };

    private static string? Find(string[] lines, string name) =>
        Array.Find(lines, line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
}
