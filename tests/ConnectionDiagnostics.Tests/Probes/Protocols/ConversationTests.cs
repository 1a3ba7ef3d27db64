using System.Text;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Probes.Protocols;
using ConnectionDiagnostics.Tests.Causes;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>Peers at their worst: bounded in bytes and in time, and a diagnosis every time.</summary>
public class ConversationTests
{
    private const string Page = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 0\r\n\r\n";

    private static readonly string[] Targets =
    [
        "http://8.8.8.8/", "ws://8.8.8.8/chat", "redis://8.8.8.8", "ssh://8.8.8.8", "smtp://8.8.8.8", "mysql://8.8.8.8", "postgres://8.8.8.8",
        "mongodb://8.8.8.8", "kafka://8.8.8.8", "ldap://8.8.8.8", "sqlserver://8.8.8.8", "amqp://8.8.8.8", "mqtt://8.8.8.8", "dns://8.8.8.8",
    ];

    public static TheoryData<string, byte[]> Answers => new()
    {
        { "http://8.8.8.8/", Encoding.ASCII.GetBytes(Page) },
        { "ws://8.8.8.8/chat", Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\n\r\n") },
        { "redis://8.8.8.8", "+PONG\r\n"u8.ToArray() },
        { "ssh://8.8.8.8", "SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray() },
        { "smtp://8.8.8.8", "220 mail.example ESMTP\r\n"u8.ToArray() },
        { "amqp://8.8.8.8", Convert.FromHexString("010000000001F4000A000A0009") },
        { "kafka://8.8.8.8", Convert.FromHexString("0000001A434F4E44000000000002000000000009") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_broken_off_at_any_byte_is_diagnosed(string target, byte[] answer)
    {
        for (int length = 0; length <= answer.Length; length++)
        {
            foreach (PeerEnd end in new[] { PeerEnd.Hold, PeerEnd.Close, PeerEnd.Reset })
            {
                (ProtocolExchange exchange, _) = await HearAsync(target, [answer[..length]], end);

                Diagnosis diagnosis = Scene.Of(target).Connects().Hears(exchange).Diagnose();

                (diagnosis.Outcome == ConnectionOutcome.Connected || diagnosis.Causes.Count > 0).Should().BeTrue("{0} of {1} bytes, then {2}", length, answer.Length, end);
                if (length == 0)
                {
                    diagnosis.Outcome.Should().Be(end == PeerEnd.Hold ? ConnectionOutcome.Timeout : ConnectionOutcome.Reset);
                }
                else if (length < 4)
                {
                    diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed, "{0} bytes say little, then {1}", length, end);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_of_one_byte_a_second_is_slow_and_not_silent(string target, byte[] answer)
    {
        (ProtocolExchange exchange, PeerStream peer) = await HearAsync(target, answer.Select(b => new[] { b }), PeerEnd.Hold, TimeSpan.FromSeconds(1));

        exchange.Duration.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(3.5));
        Diagnosis diagnosis = Scene.Of(target).Connects().Hears(exchange).Diagnose();
        diagnosis.Outcome.Should().Be(ConnectionOutcome.Timeout, "what came is {0}", Convert.ToHexString(exchange.Received.Span));
        diagnosis.Ranking().Should().StartWith("server-silent likely");
        diagnosis.Causes[0].Summary.Should().Contain("too slowly");
        peer.ReadBytes.Should().BeInRange(2, 3);
    }

    [Theory]
    [InlineData("ssh://8.8.8.8", "greeting without end ")]
    [InlineData("http://8.8.8.8/", "HTTP/1.1 200 OK\r\nX: y\r\n", "X: y\r\n")]
    [InlineData("http://8.8.8.8/", "HTTP/", "1")]
    [InlineData("ws://8.8.8.8/", "HTTP/1.1 101 Switching Protocols\r\n", "X: y\r\n")]
    public async Task What_has_no_end_is_read_no_further_than_its_limit(string target, string first, string? more = null)
    {
        (ProtocolExchange exchange, PeerStream peer) = await HearAsync(target, Endless(first, more ?? first), PeerEnd.Hold);

        peer.ReadBytes.Should().BeLessThanOrEqualTo(Conversation.MaxRead);
        exchange.Received.Length.Should().BeLessThanOrEqualTo(512);
        Diagnosis diagnosis = Scene.Of(target).Connects().Hears(exchange).Diagnose();
        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Causes.Should().ContainSingle().Which.Code.Should().Be(CauseCode.ProtocolMismatch);
    }

    [Fact]
    public async Task A_length_of_two_GiB_is_not_waited_for()
    {
        (ProtocolExchange exchange, PeerStream peer) = await HearAsync(
            "http://8.8.8.8/", [Encoding.ASCII.GetBytes("HTTP/1.1 500 Oops\r\nContent-Length: 2147483648\r\n\r\n"), .. Enumerable.Repeat(new byte[4096], 1000)], PeerEnd.Hold);

        exchange.Http!.Status.Should().Be(500);
        peer.ReadBytes.Should().BeLessThan(8 * 1024);
    }

    [Theory]
    [InlineData("\u001B[2J\u001B]0;title\u0007\u009B31m")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("\u00FF\u00FE\u00C0\u00AF")]
    [InlineData("\u001F\u008B\u0008\0\0\0\0\0\0\u0003")]
    [InlineData("HTTP/1.1 200 \u001B[31mOK\r\nServer: \u001B[2J\0\r\n\r\n")]
    public async Task Nonsense_is_diagnosed_and_shown_without_its_control_characters(string answer)
    {
        foreach (string target in Targets)
        {
            (ProtocolExchange exchange, _) = await HearAsync(target, [Encoding.Latin1.GetBytes(answer)], PeerEnd.Hold);

            Diagnosis diagnosis = Scene.Of(target).Connects().Hears(exchange).Diagnose();

            diagnosis.Causes.Count.Should().BeGreaterThan(diagnosis.Outcome == ConnectionOutcome.Connected ? -1 : 0);
            (diagnosis.ToText(verbose: true) + diagnosis.ToJson()).Should().NotMatchRegex("[\u0000-\u0008\u000B-\u001F\u007F-\u009F]");
        }
    }

    [Fact]
    public async Task A_WebSocket_that_was_opened_is_closed_with_1000()
    {
        var target = ConnectionTarget.Parse("ws://8.8.8.8/chat");
        Opening opening = Openings.WebSocket(target) with { WebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==" };
        byte[] answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"u8.ToArray();

        (_, PeerStream peer) = await HearAsync(target, opening, [answer], PeerEnd.Hold);

        byte[] frame = peer.Sent[opening.Bytes.Length..];
        frame.Should().HaveCount(8).And.StartWith([0x88, 0x82]);
        int status = ((frame[6] ^ frame[2]) << 8) | (frame[7] ^ frame[3]);
        status.Should().Be(1000);
    }

    [Theory]
    [InlineData("smtp://8.8.8.8", "220 x ESMTP\r\n", "QUIT\r\n")]
    [InlineData("imap://8.8.8.8", "* OK ready\r\n", "a LOGOUT\r\n")]
    [InlineData("smtp://8.8.8.8", "421 x ESMTP too many\r\n", "")]
    [InlineData("http://8.8.8.8/", "SSH-2.0-x\r\n", "")]
    public async Task A_server_that_was_met_is_left_politely(string target, string answer, string parting)
    {
        Opening opening = Openings.For(ConnectionTarget.Parse(target), withQuery: false)!;

        (_, PeerStream peer) = await HearAsync(ConnectionTarget.Parse(target), opening, [Encoding.ASCII.GetBytes(answer)], PeerEnd.Hold);

        Encoding.ASCII.GetString(peer.Sent[opening.Bytes.Length..]).Should().Be(parting);
    }

    private static IEnumerable<byte[]> Endless(string first, string more)
    {
        yield return Encoding.ASCII.GetBytes(first);
        while (true)
        {
            yield return Encoding.ASCII.GetBytes(more);
        }
    }

    private static Task<(ProtocolExchange Exchange, PeerStream Peer)> HearAsync(string target, IEnumerable<byte[]> pieces, PeerEnd end, TimeSpan pause = default)
    {
        var parsed = ConnectionTarget.Parse(target);
        return HearAsync(parsed, Openings.For(parsed, withQuery: false)!, pieces.Where(piece => piece.Length > 0), end, pause);
    }

    private static async Task<(ProtocolExchange Exchange, PeerStream Peer)> HearAsync(
        ConnectionTarget target, Opening opening, IEnumerable<byte[]> pieces, PeerEnd end, TimeSpan pause = default)
    {
        var time = new FakeTimeProvider();
        await using var session = new ProbeSession(
            new DiagnosisRequest { Target = target }, new ProbeSettings(new ConnectionDiagnoserOptions { TimeProvider = time }), new ScriptedSystem());
        var peer = new PeerStream(time, pieces, end, pause);
        ProtocolExchange exchange = await Conversation.SpeakAsync(peer, opening, TimeSpan.FromSeconds(3), false, session, TestContext.Current.CancellationToken);
        return (exchange, peer);
    }
}
