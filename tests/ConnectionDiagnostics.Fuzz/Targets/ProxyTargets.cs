using System.Net;
using System.Text;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>What proxies answer, and the lists of what goes past them.</summary>
internal static class ProxyTargets
{
    private static readonly byte[][] Answers =
    [
        "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(),
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray(),
        "HTTP/1.0 502 Bad Gateway\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\nVia: 1.1 proxy (squid/5.7)\r\n\r\n<html>"u8.ToArray(),
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"u8.ToArray(),
        [5, 0, 5, 0, 0, 1, 127, 0, 0, 1, 4, 56], [5, 2, 1, 0, 5, 5, 0, 3, 4, 1, 2, 3, 4, 0, 80], [5, 2, 1, 1], [5, 0xFF], [5, 0, 5, 1, 0, 4],
        [0, 0x5A, 0, 80, 1, 2, 3, 4], [0, 0x5D, 0, 0, 0, 0, 0, 0],
    ];

    private static readonly byte[][] Lists =
    [
        "localhost,127.0.0.1,.example.com,*.corp,10.0.0.0/8,[::1],fe80::/10"u8.ToArray(), "*"u8.ToArray(), " a b\tc,,d. "u8.ToArray(), "192.168.1.1:8080/33"u8.ToArray(),
    ];

    private static readonly string[] Hosts = ["localhost", "a.example.com", "10.1.2.3", "[::1]", "[fe80::1]", "server.", "0x7f.1"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("proxy-reply", "a proxy's answer to CONNECT, SOCKS 4 and SOCKS 5", grammar => grammar.Chance(8) ? grammar.Noise(grammar.Length()) : grammar.Changed(Answers), Ask)
        {
            MostAllocated = (512 * 1024, 256),
        },
        new("no-proxy", "the list in NO_PROXY, as .NET and as curl read it", grammar => grammar.Changed(Lists), Match)
        {
            // Fourteen readings, each of which cuts it into its entries.
            MostAllocated = (256 * 1024, 1024),
        },
    ];

    private static void Ask(byte[] input)
    {
        foreach (Func<ReplyReader, Task<ProxyReply>> ask in (ReadOnlySpan<Func<ReplyReader, Task<ProxyReply>>>)
        [
            reader => HttpConnect.AskAsync(reader, "server.example:443", "Basic c2VjcmV0", new HastyTime()),
            reader => Socks4.AskAsync(reader, "server.example", null, 443, "user"),
            reader => Socks5.AskAsync(reader, "server.example", null, 443, "user", "password"),
            reader => Socks5.AskAsync(reader, "192.0.2.1", IPAddress.Parse("192.0.2.1"), 443, null, null),
        ])
        {
            using var stream = new PeerStream(input, new ByteGrammar(new Random(input.Length)));
            using var deadline = new Deadline(TimeSpan.FromSeconds(1), new HastyTime(), default);
            ProxyReply reply = ask(new ReplyReader(stream, deadline.Token)).GetAwaiter().GetResult();
            if (!Enum.IsDefined(reply.Result) || reply.Received.Length > 16 * 1024)
            {
                throw new InvalidOperationException($"{reply.Result} after {reply.Received.Length} bytes");
            }
        }
    }

    private static void Match(byte[] input)
    {
        string list = Encoding.UTF8.GetString(input);
        foreach (string host in Hosts)
        {
            if ((NoProxyRules.FindInHttpClient(list, host) is { } entry && !list.Contains(entry, StringComparison.Ordinal))
                || (NoProxyRules.FindInCurl(list, host) is { } other && !list.Contains(other, StringComparison.Ordinal)))
            {
                throw new InvalidOperationException("an entry that is not in the list");
            }
        }
    }
}
