using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>Answers that today are taken for a protocol they are not.</summary>
public class AmbiguousAnswerTests
{
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n\n")]
    public void Empty_lines_are_not_memcached(string received) =>
        Signatures.Match(Encoding.Latin1.GetBytes(received), Openings.Listen).Protocol.Should().NotBe(WireProtocol.Memcached);

    [Fact]
    public void An_HTTP_answer_to_a_TLS_hello_is_HTTP() =>
        // The TLS probe hands the first 64 bytes to the signatures.
        Signatures.Match("HTTP/1.1 400 Bad Request\r\nServer: nginx/1.22.1\r\nDate: Sun, 01 M"u8, Openings.Listen).Protocol.Should().Be(WireProtocol.Http);

    [Theory]
    [InlineData(10, WireProtocol.Text)]
    [InlineData(1000, null)]
    public void Letters_without_the_end_of_a_line_are_lines_only_while_they_are_few(int length, string? expected) =>
        Signatures.Match(System.Text.Encoding.ASCII.GetBytes(new string('a', length)), Openings.Listen).Protocol.Should().Be(expected);
}
