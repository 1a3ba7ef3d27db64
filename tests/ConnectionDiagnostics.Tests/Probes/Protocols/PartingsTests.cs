using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>A last word only to those who understand it and have taken the first.</summary>
public class PartingsTests
{
    private static ProtocolExchange Spoke(string protocol, params byte[] received) =>
        new() { Spoken = protocol, Detected = protocol, Result = ExchangeResult.Answered, Received = received };

    private static string After(ProtocolExchange exchange) => Encoding.Latin1.GetString(Partings.After(exchange).Span);

    [Theory]
    [InlineData(WireProtocol.Smtp, "QUIT\r\n")]
    [InlineData(WireProtocol.Ftp, "QUIT\r\n")]
    [InlineData(WireProtocol.Pop3, "QUIT\r\n")]
    [InlineData(WireProtocol.Imap, "a LOGOUT\r\n")]
    [InlineData(WireProtocol.Xmpp, "</stream:stream>")]
    [InlineData(WireProtocol.Ldap, "0\u0005\u0002\u0001\u0002B\u0000")]
    [InlineData(WireProtocol.Http, "")]
    [InlineData(WireProtocol.Redis, "")]
    public void Each_protocol_has_its_own(string protocol, string parting)
    {
        After(Spoke(protocol)).Should().Be(parting);
        After(Spoke(protocol) with { Detected = WireProtocol.Text }).Should().BeEmpty("it would not be understood");
        After(Spoke(protocol) with { Spoken = null }).Should().BeEmpty();
        After(Spoke(protocol) with { Detected = null }).Should().BeEmpty();
    }

    [Theory]
    [InlineData(new byte[] { 0x20, 2, 0, 0 }, "\u00E0\u0000")]
    [InlineData(new byte[] { 0x20, 2, 1, 0, 9 }, "\u00E0\u0000")]
    [InlineData(new byte[] { 0x20, 2, 0, 5 }, "")]
    [InlineData(new byte[] { 0x20, 3, 0, 0 }, "")]
    [InlineData(new byte[] { 0x20, 2, 0 }, "")]
    public void Only_who_was_let_in_to_MQTT_leaves_it(byte[] received, string parting) => After(Spoke(WireProtocol.Mqtt, received)).Should().Be(parting);

    [Fact]
    public void Who_takes_no_more_clients_has_hung_up_already() => After(Spoke(WireProtocol.Smtp, "421 4.3.2 too many\r\n"u8.ToArray())).Should().BeEmpty();

    [Fact]
    public void A_WebSocket_is_closed_with_a_masked_1000()
    {
        ReadOnlySpan<byte> frame = Partings.After(Spoke(WireProtocol.WebSocket) with
        {
            WebSocket = new WebSocketAnswer { UpgradeHeader = true, ConnectionHeader = true, AcceptHeader = true },
        }).Span;

        frame.Length.Should().Be(8);
        (frame[0], frame[1]).Should().Be((0x88, 0x82));
        (((frame[6] ^ frame[2]) << 8) | (frame[7] ^ frame[3])).Should().Be(1000);
        Partings.After(Spoke(WireProtocol.WebSocket) with
        {
            WebSocket = new WebSocketAnswer { UpgradeHeader = true, ConnectionHeader = true, AcceptHeader = false },
        }).IsEmpty.Should().BeTrue("it was never opened");
    }
}
