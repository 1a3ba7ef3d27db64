using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>Status lines and headers at their very boundaries.</summary>
public class HttpHeadBoundaryTests
{
    private static HttpAnswer? Read(string text) => HttpHead.Read(Encoding.Latin1.GetBytes(text));

    [Theory]
    [InlineData("HTTP/1.1 200", "HTTP/1.1", 200)]
    [InlineData("HTTP/1.1 20", null, 0)]
    [InlineData("HTTP/1 200 ", null, 0)]
    [InlineData("HTTP/1 200 O", "HTTP/1", 200)]
    [InlineData("HTTP/1.1234 200", "HTTP/1.1234", 200)]
    [InlineData("HTTP/1.12345 200", null, 0)]
    [InlineData("HTTP/ 200 OK OK", null, 0)]
    [InlineData("HTTP/1.1200 200", "HTTP/1.1200", 200)]
    [InlineData("HTTP/1.1 099 X", null, 0)]
    [InlineData("HTTP/1.1 100 X", "HTTP/1.1", 100)]
    [InlineData("HTTP/1.1 999 X", "HTTP/1.1", 999)]
    [InlineData("HTTP/1.1 1000 X", null, 0)]
    [InlineData("HTTP/1.1 -12 X", null, 0)]
    [InlineData("HTTP/1.1  200", null, 0)]
    [InlineData("http/1.1 200 OK", null, 0)]
    [InlineData("XHTTP/1.1 200 OK", null, 0)]
    public void A_status_line_is_a_version_a_blank_and_three_digits(string line, string? version, int status)
    {
        HttpAnswer? answer = Read(line + "\r\n\r\n");

        (answer?.Version, answer?.Status ?? 0).Should().Be((version, status));
    }

    [Fact]
    public void A_line_without_an_end_has_no_headers_and_one_with_it_has()
    {
        Read("HTTP/1.1 200 OK")!.Headers.Should().BeEmpty();
        Read("HTTP/1.1 200 OK\nServer: x")!.Headers.Should().Contain("server", "x");
        Read("HTTP/1.1 200 OK\r\nServer: x\r\n\r\nVia: of the body")!.Headers.Should().Equal(new Dictionary<string, string> { ["server"] = "x" });
        Read("HTTP/1.1 200 OK\r\n: nameless\r\nno colon\r\n Server : x\r\nServer2: y\r\n")!.Headers.Should().Equal(new Dictionary<string, string> { ["server"] = "x" });
    }

    [Theory]
    [InlineData("A\n\nB\r\n\r\n", 3)]
    [InlineData("A\r\n\r\nB\n\n", 5)]
    [InlineData("\r\n\r\n", 4)]
    [InlineData("\n\n", 2)]
    [InlineData("A\r\n\r", -1)]
    [InlineData("A\n\r\n", -1)]
    [InlineData("", -1)]
    public void The_head_ends_at_its_first_empty_line(string text, int end) => HttpHead.FindEnd(Encoding.Latin1.GetBytes(text)).Should().Be(end);

    [Theory]
    [InlineData("HTTP/1.1 abc\n", true)]
    [InlineData("HTTP/1.1 abc", false)]
    [InlineData("HTTP/1.1 200 OK\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nA", false)]
    [InlineData("\n", true)]
    [InlineData("", false)]
    public void A_first_line_that_is_none_is_hopeless_once_it_is_complete(string text, bool hopeless) => HttpHead.IsHopeless(Encoding.Latin1.GetBytes(text)).Should().Be(hopeless);

    [Theory]
    [InlineData("https://x/a", "https://x/a")]
    [InlineData("https://x/a?token=1", "https://x/a?…")]
    [InlineData("https://x/a#token", "https://x/a?…")]
    [InlineData("?t", "?…")]
    public void What_a_redirect_carries_behind_its_path_is_dropped(string location, string kept) => Read($"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n")!.Header("location").Should().Be(kept);

    [Fact]
    public void Only_a_redirect_has_a_query() => Read("HTTP/1.1 200 OK\r\nServer: a?b#c\r\n\r\n")!.Header("server").Should().Be("a?b#c");

    [Theory]
    [InlineData(254, 254)]
    [InlineData(255, 255)]
    [InlineData(256, 255)]
    public void A_value_is_kept_up_to_256_bytes_with_its_blank(int length, int kept) =>
        Read($"HTTP/1.1 200 OK\r\nServer: {new string('s', length)}\r\n\r\n")!.Header("server").Should().HaveLength(kept);

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Another_line_of_the_same_name_is_joined_while_there_is_room(int length, bool joined)
    {
        string first = new('a', length - 130);
        string second = new('b', 128);

        string value = Read($"HTTP/1.1 200 OK\r\nVia: {first}\r\nVia: {second}\r\nVia: c\r\n\r\n")!.Header("via")!;

        value.Should().Be(joined ? $"{first}, {second}, c" : $"{first}, {second}");
    }
}
