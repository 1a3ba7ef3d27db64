using System.Net;
using System.Text;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Tests.Probes.Proxies;

/// <summary>The small readers over streams in memory: cut at every byte, with every junk, and never a byte too far.</summary>
public class ProxyReaderTests
{
    private static readonly byte[] TunnelBytes = "SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[], string> Grants { get; } = new()
    {
        { "http", "HTTP/1.1 200 Connection established\r\nProxy-Agent: tinyproxy\r\n\r\n"u8.ToArray(), "HttpConnect" },
        { "http", "HTTP/1.0 204 \n\n"u8.ToArray(), "HttpConnect" },
        { "socks4", [0, 90, 1, 2, 3, 4, 5, 6], "Socks4" },
        { "socks5", [5, 0, 5, 0, 0, 1, 127, 0, 0, 1, 0, 80], "Socks5" },
        { "socks5", [5, 0, 5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 80], "Socks5" },
        { "socks5", [5, 0, 5, 0, 0, 3, 2, (byte)'a', (byte)'b', 0, 80], "Socks5" },
        { "socks5", [5, 2, 1, 0, 5, 0, 0, 1, 127, 0, 0, 1, 0, 80], "Socks5" },
    };

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task A_tunnel_is_granted_and_what_the_target_says_is_left_in_the_stream(string scheme, byte[] answer, string name)
    {
        _ = name;
        using var stream = new HalfDuplexStream([.. answer, .. TunnelBytes]);

        ProxyReply reply = await AskAsync(scheme, stream);

        reply.Result.Should().Be(ProxyResult.Tunnelled);
        stream.Rest().Should().Equal(TunnelBytes);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task An_answer_that_is_cut_at_any_byte_grants_nothing(string scheme, byte[] answer, string name)
    {
        _ = name;
        ArgumentNullException.ThrowIfNull(answer);
        for (int length = 0; length < answer.Length; length++)
        {
            using var stream = new HalfDuplexStream(answer[..length]);

            (await AskAsync(scheme, stream)).Result.Should().Be(length == 0 ? ProxyResult.Closed : ProxyResultOfCut(scheme, answer, length), $"it was cut at {length}");
        }
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks4")]
    [InlineData("socks5")]
    public async Task Whatever_comes_is_bounded_and_throws_nothing(string scheme)
    {
        var random = new Random(4);
        for (int round = 0; round < 500; round++)
        {
            byte[] junk = new byte[random.Next(0, 40)];
            random.NextBytes(junk);
            using var stream = new HalfDuplexStream([.. scheme == "http" && round % 2 == 0 ? "HTTP/1.1 200 "u8.ToArray() : [], .. junk]);

            ProxyReply reply = await AskAsync(scheme, stream);

            reply.Received.Length.Should().BeLessThanOrEqualTo(512);
        }
    }

    [Fact]
    public async Task A_head_without_end_is_given_up()
    {
        using var stream = new HalfDuplexStream([.. "HTTP/1.1 200 OK\r\n"u8.ToArray(), .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a: b\r\n", 100_000)))]);

        (await AskAsync("http", stream)).Result.Should().Be(ProxyResult.Unintelligible);
        stream.Position.Should().BeLessThanOrEqualTo(16 * 1024);
    }

    [Fact]
    public void Requests_are_written_as_their_specifications_say()
    {
        Socks4.Request("host", IPAddress.Parse("192.0.2.1"), 80, "me").Should().Equal(4, 1, 0, 80, 192, 0, 2, 1, (byte)'m', (byte)'e', 0);
        Socks4.Request("ab", null, 258, null).Should().Equal(4, 1, 1, 2, 0, 0, 0, 1, 0, (byte)'a', (byte)'b', 0);
        Socks5.Request("ab", null, 258).Should().Equal(5, 1, 0, 3, 2, (byte)'a', (byte)'b', 1, 2);
        Socks5.Request("x", IPAddress.Parse("192.0.2.1"), 80).Should().Equal(5, 1, 0, 1, 192, 0, 2, 1, 0, 80);
        Socks5.Request("x", IPAddress.IPv6Loopback, 80).Should().Equal(5, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 80);
        Encoding.ASCII.GetString(HttpConnect.Request("a:1", "Basic eA==")).Should()
            .Be("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nUser-Agent: ConnectionDiagnostics\r\nProxy-Authorization: Basic eA==\r\n\r\n");
    }

    private static Task<ProxyReply> AskAsync(string scheme, Stream stream)
    {
        var reader = new ReplyReader(stream, Cancellation);
        return scheme switch
        {
            "http" => HttpConnect.AskAsync(reader, "target:1", null, TimeProvider.System),
            "socks4" => Socks4.AskAsync(reader, "target", null, 1, null),
            _ => Socks5.AskAsync(reader, "target", null, 1, "user", "password"),
        };
    }

    /// <summary>After the greeting, an end without a byte is a close; a password that is not answered is refused (RFC 1929).</summary>
    private static ProxyResult ProxyResultOfCut(string scheme, byte[] answer, int length) =>
        scheme == "socks5" && answer[1] == 2 && length is 2 or 3 ? ProxyResult.Declined
        : scheme == "socks5" && length == (answer[1] == 2 ? 4 : 2) ? ProxyResult.Closed
        : ProxyResult.Unintelligible;

    private sealed class HalfDuplexStream(byte[] answer) : MemoryStream(answer, writable: false)
    {
        public override bool CanWrite => true;

        public byte[] Rest() => ToArray()[(int)Position..];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
