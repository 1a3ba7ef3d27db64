using System.Net;
using System.Text;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Tests.Probes.Proxies;

/// <summary>Every answer of a proxy at its boundaries: a tunnel is there only when it was granted.</summary>
public class ProxyAnswerBoundaryTests
{
    private static readonly byte[] Granted = [5, 0, 0, 1, 192, 0, 2, 1, 0, 80];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<ProxyReply> ConnectAsync(string answer)
    {
        using var stream = new AskedStream(Encoding.Latin1.GetBytes(answer));
        return await HttpConnect.AskAsync(new ReplyReader(stream, Cancellation), "target:1", null, TimeProvider.System);
    }

    private static async Task<ProxyReply> Socks4Async(byte[] answer, string? user = null)
    {
        using var stream = new AskedStream(answer);
        return await Socks4.AskAsync(new ReplyReader(stream, Cancellation), "target", null, 80, user);
    }

    private static async Task<(ProxyReply Reply, List<byte[]> Said)> Socks5Async(byte[] answer, string? user = null, string? password = null)
    {
        using var stream = new AskedStream(answer);
        return (await Socks5.AskAsync(new ReplyReader(stream, Cancellation), "target", null, 80, user, password), stream.Said);
    }

    [Theory]
    [InlineData(199, ProxyResult.Declined)]
    [InlineData(200, ProxyResult.Tunnelled)]
    [InlineData(299, ProxyResult.Tunnelled)]
    [InlineData(300, ProxyResult.Declined)]
    [InlineData(407, ProxyResult.Declined)]
    public async Task Two_hundred_and_something_grants_a_tunnel(int status, ProxyResult result)
    {
        ProxyReply reply = await ConnectAsync($"HTTP/1.1 {status} X\r\n\r\n");

        (reply.Result, reply.Http!.Status).Should().Be((result, status));
    }

    [Theory]
    [InlineData("Content-Length: 0", ProxyResult.Tunnelled)]
    [InlineData("content-length:0", ProxyResult.Tunnelled)]
    [InlineData("Content-Length: 1", ProxyResult.Unintelligible)]
    [InlineData("CONTENT-LENGTH:   9", ProxyResult.Unintelligible)]
    [InlineData("X-Content-Length: 9", ProxyResult.Tunnelled)]
    [InlineData("Content-Length:", ProxyResult.Tunnelled)]
    [InlineData("Content-Type: text/html", ProxyResult.Unintelligible)]
    [InlineData("X-Content-Type: text/html", ProxyResult.Tunnelled)]
    [InlineData("Transfer-Encoding: chunked", ProxyResult.Unintelligible)]
    [InlineData("Server: x", ProxyResult.Tunnelled)]
    public async Task A_grant_that_announces_a_page_is_a_web_servers(string header, ProxyResult result) =>
        (await ConnectAsync($"HTTP/1.1 200 OK\r\n{header}\r\n\r\nSSH-2.0-x")).Result.Should().Be(result);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\n", ProxyResult.Unintelligible)]
    [InlineData("HTTP/1.1 403 No\r\nServer: x\r\n", ProxyResult.Declined)]
    [InlineData("HTTP/1.1 4", ProxyResult.Unintelligible)]
    [InlineData("SSH-2.0-x\r\n", ProxyResult.Unintelligible)]
    [InlineData("", ProxyResult.Closed)]
    public async Task A_head_that_is_cut_grants_nothing_and_may_still_decline(string answer, ProxyResult result) => (await ConnectAsync(answer)).Result.Should().Be(result);

    [Fact]
    public async Task Of_the_page_of_a_refusal_512_bytes_are_read_and_kept()
    {
        string head = "HTTP/1.1 403 No\r\n\r\n";
        using var stream = new AskedStream(Encoding.Latin1.GetBytes(head + new string('p', 5000)));

        ProxyReply reply = await HttpConnect.AskAsync(new ReplyReader(stream, Cancellation), "target:1", null, TimeProvider.System);

        reply.Received.Length.Should().Be(512);
        stream.Position.Should().Be(head.Length + 512);
    }

    [Theory]
    [InlineData(0, 89, ProxyResult.Unintelligible, 89)]
    [InlineData(0, 90, ProxyResult.Tunnelled, 90)]
    [InlineData(4, 90, ProxyResult.Tunnelled, 90)]
    [InlineData(0, 91, ProxyResult.Declined, 91)]
    [InlineData(0, 93, ProxyResult.Declined, 93)]
    [InlineData(0, 94, ProxyResult.Unintelligible, 94)]
    [InlineData(1, 90, ProxyResult.Unintelligible, null)]
    [InlineData(5, 90, ProxyResult.Unintelligible, null)]
    public async Task SOCKS_4_has_four_replies(byte version, byte code, ProxyResult result, int? kept)
    {
        ProxyReply reply = await Socks4Async([version, code, 0, 0, 0, 0, 0, 0]);

        (reply.Result, reply.Code, reply.SentCredentials).Should().Be((result, kept, false));
        (await Socks4Async([version, code, 0, 0, 0, 0, 0])).Result.Should().Be(ProxyResult.Unintelligible, "a byte is missing");
        (await Socks4Async([0, 90, 0, 0, 0, 0, 0, 0], "me")).SentCredentials.Should().BeTrue();
        (await Socks4Async([0, 90, 0, 0, 0, 0, 0, 0], "")).SentCredentials.Should().BeFalse();
    }

    [Theory]
    [InlineData(5, 0xFF, ProxyResult.Declined, 0xFF)]
    [InlineData(5, 1, ProxyResult.Unintelligible, null)]
    [InlineData(5, 3, ProxyResult.Unintelligible, null)]
    [InlineData(5, 2, ProxyResult.Unintelligible, null)]
    [InlineData(4, 0, ProxyResult.Unintelligible, null)]
    [InlineData((byte)'H', (byte)'T', ProxyResult.Unintelligible, null)]
    public async Task A_method_that_was_not_offered_is_none(byte version, byte method, ProxyResult result, int? code)
    {
        (ProxyReply reply, List<byte[]> said) = await Socks5Async([version, method, .. Granted]);

        (reply.Result, reply.Code, reply.Step).Should().Be((result, code, ProxyStep.Greeting));
        said.Should().ContainSingle("nothing more is said").Which.Should().Equal(5, 1, 0);
    }

    [Fact]
    public async Task A_password_is_offered_when_there_is_a_user_and_sent_when_it_is_chosen()
    {
        (ProxyReply chosen, List<byte[]> said) = await Socks5Async([5, 2, 1, 0, .. Granted], "me", "pw");
        (chosen.Result, chosen.SentCredentials).Should().Be((ProxyResult.Tunnelled, true));
        said[0].Should().Equal(5, 2, 0, 2);
        said[1].Should().Equal(1, 2, (byte)'m', (byte)'e', 2, (byte)'p', (byte)'w');

        (ProxyReply free, said) = await Socks5Async([5, 0, .. Granted], "me", "pw");
        (free.Result, free.SentCredentials).Should().Be((ProxyResult.Tunnelled, false));
        said.Should().HaveCount(2).And.NotContain(bytes => bytes[0] == 1);

        (_, said) = await Socks5Async([5, 0, .. Granted], "");
        said[0].Should().Equal(5, 1, 0);
    }

    [Theory]
    [InlineData(new byte[] { 1, 1 }, 1)]
    [InlineData(new byte[] { 1, 255 }, 255)]
    [InlineData(new byte[] { 1 }, null)]
    [InlineData(new byte[] { }, null)]
    public async Task A_password_that_is_not_taken_was_sent_all_the_same(byte[] answer, int? code)
    {
        ProxyReply reply = (await Socks5Async([5, 2, .. answer], "me")).Reply;

        (reply.Result, reply.Step, reply.Code, reply.SentCredentials).Should().Be((ProxyResult.Declined, ProxyStep.Authentication, code, true));
    }

    [Theory]
    [InlineData("socks5", new byte[] { }, ProxyStep.Greeting, ProxyResult.Silent, ProxyResult.Reset)]
    [InlineData("socks5", new byte[] { 5 }, ProxyStep.Greeting, ProxyResult.Unintelligible, ProxyResult.Unintelligible)]
    [InlineData("socks5", new byte[] { 5, 2 }, ProxyStep.Authentication, ProxyResult.Silent, ProxyResult.Declined)]
    [InlineData("socks5", new byte[] { 5, 0 }, ProxyStep.Request, ProxyResult.Silent, ProxyResult.Reset)]
    [InlineData("socks5", new byte[] { 5, 2, 1, 0 }, ProxyStep.Request, ProxyResult.Silent, ProxyResult.Reset)]
    [InlineData("socks5", new byte[] { 5, 0, 5 }, ProxyStep.Request, ProxyResult.Unintelligible, ProxyResult.Unintelligible)]
    [InlineData("socks4", new byte[] { }, ProxyStep.Request, ProxyResult.Silent, ProxyResult.Reset)]
    [InlineData("socks4", new byte[] { 0 }, ProxyStep.Request, ProxyResult.Unintelligible, ProxyResult.Unintelligible)]
    [InlineData("http", new byte[] { }, ProxyStep.Request, ProxyResult.Silent, ProxyResult.Reset)]
    [InlineData("http", new byte[] { (byte)'H' }, ProxyStep.Request, ProxyResult.Unintelligible, ProxyResult.Unintelligible)]
    public async Task A_silence_and_a_reset_are_told_apart_at_every_step(string scheme, byte[] answer, ProxyStep step, ProxyResult silent, ProxyResult reset)
    {
        (await AskAsync(new OperationCanceledException())).Should().Be((silent, step));
        (await AskAsync(new IOException("reset"))).Should().Be((reset, step));

        async Task<(ProxyResult Result, ProxyStep Step)> AskAsync(Exception end)
        {
            using var stream = new AskedStream(answer) { End = end };
            var reader = new ReplyReader(stream, Cancellation);
            ProxyReply reply = await (scheme switch
            {
                "socks5" => Socks5.AskAsync(reader, "target", null, 80, "me", "pw"),
                "socks4" => Socks4.AskAsync(reader, "target", null, 80, null),
                _ => HttpConnect.AskAsync(reader, "target:80", null, TimeProvider.System),
            });
            return (reply.Result, reply.Step);
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    public async Task A_password_is_cut_where_its_length_ends(int length)
    {
        (_, List<byte[]> said) = await Socks5Async([5, 2, 1, 0, .. Granted], new string('u', length), new string('p', length));

        said[1].Should().HaveCount(1 + 1 + 255 + 1 + 255);
        (said[1][1], said[1][257]).Should().Be((255, 255));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 3)]
    [InlineData(4, 16)]
    public async Task A_grant_is_read_to_the_end_of_the_address_in_it(byte type, int length)
    {
        byte[] address = type == 3 ? [2, (byte)'a', (byte)'b'] : new byte[length];
        byte[] answer = [5, 0, 5, 0, 0, type, .. address, 0, 80];
        using var stream = new AskedStream([.. answer, (byte)'S']);

        ProxyReply reply = await Socks5.AskAsync(new ReplyReader(stream, Cancellation), "target", null, 80, null, null);

        (reply.Result, reply.Code, reply.Step).Should().Be((ProxyResult.Tunnelled, 0, ProxyStep.Request));
        stream.Position.Should().Be(answer.Length, "what follows is the target's");
        (await Socks5Async(answer[..^1])).Reply.Result.Should().Be(ProxyResult.Unintelligible, "a byte is missing");
    }

    [Theory]
    [InlineData(new byte[] { 5, 1, 0, 1, 0 }, ProxyResult.Declined, 1)]
    [InlineData(new byte[] { 5, 2, 0, 1, 0 }, ProxyResult.Declined, 2)]
    [InlineData(new byte[] { 5, 255, 0, 9, 0 }, ProxyResult.Declined, 255)]
    [InlineData(new byte[] { 4, 0, 0, 1, 0 }, ProxyResult.Unintelligible, null)]
    [InlineData(new byte[] { 5, 0, 0, 2, 0, 0, 0, 0, 0, 0 }, ProxyResult.Unintelligible, 0)]
    [InlineData(new byte[] { 5, 1, 0, 1 }, ProxyResult.Unintelligible, null)]
    [InlineData(new byte[] { }, ProxyResult.Closed, null)]
    public async Task A_reply_is_a_refusal_by_its_second_byte(byte[] answer, ProxyResult result, int? code)
    {
        ProxyReply reply = (await Socks5Async([5, 0, .. answer])).Reply;

        (reply.Result, reply.Code, reply.Step).Should().Be((result, code, ProxyStep.Request));
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_name_that_does_not_fit_is_not_sent_in_part(int length, bool fits) =>
        Socks5.Request(new string('a', length), null, 80).Should().HaveCount(fits ? 4 + 1 + 255 + 2 : 4 + 1 + 2);

    [Fact]
    public void SOCKS_4_sends_an_IPv6_address_as_a_name() =>
        Socks4.Request("::1", IPAddress.IPv6Loopback, 80, null).Should().Equal(4, 1, 0, 80, 0, 0, 0, 1, 0, (byte)':', (byte)':', (byte)'1', 0);
}
