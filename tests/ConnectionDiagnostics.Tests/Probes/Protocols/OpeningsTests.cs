using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

public class OpeningsTests
{
    [Fact]
    public void An_HTTP_client_asks_for_path_and_query_and_sends_no_credentials()
    {
        string request = Text(Openings.For(ConnectionTarget.Parse("http://user:secret@example.com:8080/a b?x=1"), withQuery: true));

        request.Should().StartWith("GET /a%20b?x=1 HTTP/1.1\r\nHost: example.com:8080\r\n").And.EndWith("\r\n\r\n");
        request.Should().NotContain("secret").And.NotContainEquivalentOf("authorization");
    }

    [Fact]
    public void A_WebSocket_client_offers_version_13_with_a_new_key_each_time()
    {
        var target = ConnectionTarget.Parse("wss://example.com/chat");
        Opening first = Openings.For(target, withQuery: true)!;

        Text(first).Should().StartWith("GET /chat HTTP/1.1\r\n").And.Contain("Host: example.com\r\n").And.Contain("Upgrade: websocket\r\n")
            .And.Contain("Connection: Upgrade\r\n").And.Contain("Sec-WebSocket-Version: 13\r\n").And.Contain($"Sec-WebSocket-Key: {first.WebSocketKey}\r\n")
            .And.Contain("Origin: https://example.com\r\n");
        Convert.FromBase64String(first.WebSocketKey!).Should().HaveCount(16);
        Openings.For(target, withQuery: true)!.WebSocketKey.Should().NotBe(first.WebSocketKey);
    }

    [Theory]
    [InlineData("ssh://h")]
    [InlineData("smtp://h")]
    [InlineData("mysql://h")]
    public void Where_the_server_speaks_first_nothing_is_said(string target) => Openings.For(ConnectionTarget.Parse(target), withQuery: true)!.Bytes.IsEmpty.Should().BeTrue();

    [Theory]
    [InlineData("tcp://h:1")]
    [InlineData("tls://h:1")]
    public void Where_no_protocol_is_spoken_there_is_no_opening(string target) => Openings.For(ConnectionTarget.Parse(target), withQuery: true).Should().BeNull();

    [Theory]
    [InlineData(null)]
    [InlineData(WireProtocol.Ssh)]
    [InlineData(WireProtocol.Vnc)]
    public void There_is_no_question_for_servers_that_speak_first(string? protocol) =>
        Openings.OfServer(protocol, ConnectionTarget.Parse("tcp://h:1")).Should().BeNull();

    [Theory]
    [InlineData("redis://:secret@h/0")]
    [InlineData("postgres://user:secret@h/db")]
    [InlineData("mqtt://user:secret@h/topic")]
    [InlineData("amqp://user:secret@h/vhost")]
    public void No_opening_carries_what_the_target_holds(string target) => Text(Openings.For(ConnectionTarget.Parse(target), withQuery: true)).Should().NotContain("secret").And.NotContain("user");

    private static string Text(Opening? opening) => Encoding.Latin1.GetString(opening!.Bytes.Span);
}
