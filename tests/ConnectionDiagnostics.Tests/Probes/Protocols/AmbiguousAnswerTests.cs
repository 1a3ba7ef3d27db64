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
}
