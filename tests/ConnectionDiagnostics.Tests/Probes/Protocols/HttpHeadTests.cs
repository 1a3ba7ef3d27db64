using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

public class HttpHeadTests
{
    [Fact]
    public void Reads_status_reason_and_the_headers_that_matter()
    {
        HttpAnswer answer = Read("HTTP/1.1 301 Moved Permanently\r\nServer: nginx/1.22.1\r\nLOCATION:  https://x/ \r\nSet-Cookie: session=secret\r\nVia: a\r\nVia: b\r\n\r\nbody: x")!;

        answer.Version.Should().Be("HTTP/1.1");
        answer.Status.Should().Be(301);
        answer.Reason.Should().Be("Moved Permanently");
        answer.Headers.Should().BeEquivalentTo(new Dictionary<string, string> { ["server"] = "nginx/1.22.1", ["location"] = "https://x/", ["via"] = "a, b" });
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", 200, "OK")]
    [InlineData("HTTP/1.1 200\r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 404 Not Found\n\n", 404, "Not Found")]
    [InlineData("HTTP/1.1 999 X", 999, "X")]
    public void Reads_leniently(string head, int status, string reason)
    {
        HttpAnswer? answer = Read(head);

        answer!.Status.Should().Be(status);
        answer.Reason.Should().Be(reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/")]
    [InlineData("HTTP/1.1 20")]
    [InlineData("HTTP/1.1 20 OK\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n")]
    [InlineData("HTTP/ 200 OK OK\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2p1\r\n")]
    public void What_is_no_status_line_is_no_answer(string head) => Read(head).Should().BeNull();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", 25)]
    [InlineData("HTTP/1.1 200 OK\nA: b\n\nbody", 22)]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n", -1)]
    public void The_end_of_the_head_is_found(string text, int end) => HttpHead.FindEnd(Encoding.Latin1.GetBytes(text)).Should().Be(end);

    [Fact]
    public void Long_values_are_cut() =>
        Read($"HTTP/1.1 200 {new string('r', 5000)}\r\nServer: {new string('s', 5000)}\r\n\r\n")!.Headers["server"].Length.Should().BeLessThanOrEqualTo(256);

    [Fact]
    public void A_header_that_is_sent_thousands_of_times_stays_short()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("Via: x\r\n", 5000)) + "\r\n");

        HttpHead.Read(bytes)!.Header("via")!.Length.Should().BeInRange(200, 600);
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes =>
        {
            HttpHead.Read(bytes);
            HttpHead.FindEnd(bytes);
        },
        Encoding.Latin1.GetBytes("HTTP/1.1 301 Moved\r\nServer: x\r\nLocation: y\r\n\r\n"));

    private static HttpAnswer? Read(string text) => HttpHead.Read(Encoding.Latin1.GetBytes(text));
}
