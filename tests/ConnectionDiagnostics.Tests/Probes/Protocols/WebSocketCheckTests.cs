using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

public class WebSocketCheckTests
{
    /// <summary>The sample of RFC 6455, section 1.3.</summary>
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    [Theory]
    [InlineData("websocket", "Upgrade")]
    [InlineData("WebSocket", "keep-alive, Upgrade")]
    [InlineData("websocket", "upgrade")]
    public void The_sample_of_the_standard_is_valid(string upgrade, string connection) => Check(upgrade, connection, Accept).IsValid.Should().BeTrue();

    [Theory]
    [InlineData(null, "Upgrade", Accept, false, true, true)]
    [InlineData("h2c", "Upgrade", Accept, false, true, true)]
    [InlineData("websocket", null, Accept, true, false, true)]
    [InlineData("websocket", "close", Accept, true, false, true)]
    [InlineData("websocket", "Upgraded", Accept, true, false, true)]
    [InlineData("websocket", "Upgrade", null, true, true, false)]
    [InlineData("websocket", "Upgrade", "S3PPLMBITXAQ9KYGZZHZRBK+XOO=", true, true, false)]
    [InlineData("websocket", "Upgrade", Key, true, true, false)]
    public void Each_fault_is_told(string? upgrade, string? connection, string? accept, bool upgradeIsRight, bool connectionIsRight, bool acceptIsRight)
    {
        WebSocketAnswer answer = Check(upgrade, connection, accept);

        answer.IsValid.Should().BeFalse();
        answer.Should().Be(new WebSocketAnswer { UpgradeHeader = upgradeIsRight, ConnectionHeader = connectionIsRight, AcceptHeader = acceptIsRight });
    }

    [Theory]
    [InlineData("sec-websocket-protocol", "chat")]
    [InlineData("sec-websocket-extensions", "permessage-deflate")]
    public void What_was_not_offered_is_a_fault(string header, string value)
    {
        WebSocketAnswer answer = Check("websocket", "Upgrade", Accept, (header, value));

        answer.UnofferedProtocolOrExtension.Should().BeTrue();
        answer.IsValid.Should().BeFalse();
    }

    [Fact]
    public void A_valid_answer_is_read_as_WebSocket_and_an_invalid_one_as_HTTP()
    {
        byte[] head = System.Text.Encoding.Latin1.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept}\r\n\r\n");

        AnswerReader.Read(head, new Opening { Protocol = WireProtocol.WebSocket, WebSocketKey = Key }).Detected.Should().Be(WireProtocol.WebSocket);
        AnswerReader.Read(head, new Opening { Protocol = WireProtocol.WebSocket, WebSocketKey = Accept }).Detected.Should().Be(WireProtocol.Http);
        AnswerReader.Read(head, Openings.Listen).WebSocket.Should().BeNull();
    }

    private static WebSocketAnswer Check(string? upgrade, string? connection, string? accept, params (string Name, string Value)[] more)
    {
        var headers = new Dictionary<string, string?> { ["upgrade"] = upgrade, ["connection"] = connection, ["sec-websocket-accept"] = accept };
        foreach ((string name, string value) in more)
        {
            headers[name] = value;
        }

        Dictionary<string, string> there = headers.Where(header => header.Value is not null).ToDictionary(header => header.Key, header => header.Value!);
        return WebSocketCheck.Check(new HttpAnswer { Version = "HTTP/1.1", Status = 101, Headers = there }, Key);
    }
}
