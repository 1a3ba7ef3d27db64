using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>How long an answer is waited for: to the end of a head, of a line, of a page that may say what the server wanted; and no longer.</summary>
public class AnswerReaderTests
{
    private static AnswerNeed Need(string received, Opening? opening = null) => AnswerReader.WantsMore(Encoding.Latin1.GetBytes(received), opening ?? Openings.Listen);

    [Theory]
    [InlineData("H", AnswerNeed.Head)]
    [InlineData("HTTP", AnswerNeed.Head)]
    [InlineData("HTTP/", AnswerNeed.Head)]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n", AnswerNeed.Head)]
    [InlineData("HTTP/1.1 abc\r\n", AnswerNeed.Nothing)]
    [InlineData("HTTQ", AnswerNeed.Rest)]
    [InlineData("hello", AnswerNeed.Rest)]
    [InlineData("hello\n", AnswerNeed.Nothing)]
    [InlineData("hello\r\nyou", AnswerNeed.Rest)]
    public void The_beginning_of_a_head_is_waited_for_and_that_of_a_line_a_little(string received, object need) => Need(received).Should().Be((AnswerNeed)need);

    [Theory]
    [InlineData(63, AnswerNeed.Rest)]
    [InlineData(64, AnswerNeed.Nothing)]
    public void A_line_without_an_end_is_given_up_at_64_bytes(int length, object need) => Need(new string('a', length)).Should().Be((AnswerNeed)need);

    [Theory]
    [InlineData("HTTP/1.1 200 OK", AnswerNeed.Nothing)]
    [InlineData("HTTP/1.0 200 OK", AnswerNeed.Rest)]
    [InlineData("HTTP/1.0 201 OK", AnswerNeed.Nothing)]
    [InlineData("HTTP/1.1 399 X", AnswerNeed.Nothing)]
    [InlineData("HTTP/1.1 400 X", AnswerNeed.Rest)]
    [InlineData("HTTP/1.1 500 X", AnswerNeed.Rest)]
    public void Only_the_page_of_an_error_and_that_of_HTTP_1_0_are_read(string line, object need) => Need(line + "\r\nA: b\r\n\r\n").Should().Be((AnswerNeed)need);

    [Theory]
    [InlineData(1023, AnswerNeed.Rest)]
    [InlineData(1024, AnswerNeed.Nothing)]
    public void Of_a_page_a_kibibyte_is_enough(int length, object need) => Need("HTTP/1.1 404 X\r\n\r\n" + new string('p', length)).Should().Be((AnswerNeed)need);

    [Theory]
    [InlineData(512, 100, AnswerNeed.Nothing)]
    [InlineData(513, 512, AnswerNeed.Rest)]
    [InlineData(513, 513, AnswerNeed.Nothing)]
    public void Who_keeps_more_than_usual_wants_all_of_it(int kept, int length, object need) =>
        Need("HTTP/1.1 200 OK\r\n\r\n".PadRight(length, 'p'), new Opening { Protocol = WireProtocol.Http, KeptBytes = kept }).Should().Be((AnswerNeed)need);

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nIt looks like you are trying to access MongoDB over HTTP on the native driver port.", WireProtocol.MongoDB)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\nAn HTTP/1.x request was sent to an HTTP/2 only endpoint.", WireProtocol.Http2)]
    [InlineData("HTTP/1.1 407 X\r\n\r\n", WireProtocol.HttpProxy)]
    [InlineData("HTTP/1.1 400 X\r\nProxy-Agent: a\r\n\r\n", WireProtocol.HttpProxy)]
    [InlineData("HTTP/1.1 400 X\r\nProxy-Authenticate: Basic\r\n\r\n", WireProtocol.HttpProxy)]
    [InlineData("HTTP/1.1 400 X\r\nX-Squid-Error: ERR_INVALID_URL 0\r\n\r\n", WireProtocol.HttpProxy)]
    [InlineData("HTTP/1.1 400 X\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\n\r\n", WireProtocol.Http)]
    [InlineData("HTTP/1.1 400 X\r\nServer: TinyProxy/1.11\r\n\r\n", WireProtocol.HttpProxy)]
    [InlineData("HTTP/1.1 400 X\r\nServer: not tinyproxy\r\n\r\n", WireProtocol.Http)]
    [InlineData("HTTP/1.1 406 X\r\n\r\n", WireProtocol.Http)]
    public void Who_answers_in_HTTP_may_be_somebody_else_and_says_so(string answer, string protocol)
    {
        ProtocolExchange exchange = AnswerReader.Read(Encoding.Latin1.GetBytes(answer), Openings.Listen);

        (exchange.Detected, exchange.Confidence).Should().Be((protocol, DetectionConfidence.Certain));
        exchange.Http.Should().NotBeNull();
    }
}
