using System.Security.Cryptography;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What a client says last, so that the server's log has an end and no error.</summary>
internal static class Partings
{
    private const ushort NormalClosure = 1000;

    /// <summary>The last message after an exchange that went well; empty where a FIN is all there is to say.</summary>
    public static ReadOnlyMemory<byte> After(ProtocolExchange exchange) => exchange switch
    {
        { WebSocket.IsValid: true } => Close(),
        { Spoken: { } spoken, Detected: { } detected } when spoken == detected && !exchange.SaysFull() => detected switch
        {
            WireProtocol.Smtp or WireProtocol.Ftp or WireProtocol.Pop3 => "QUIT\r\n"u8.ToArray(),
            WireProtocol.Imap => "a LOGOUT\r\n"u8.ToArray(),
            WireProtocol.Xmpp => "</stream:stream>"u8.ToArray(),
            // Only an accepted CONNECT is followed by a DISCONNECT (MQTT 3.1.1, section 3.14).
            WireProtocol.Mqtt when exchange.Received.Span is [0x20, 2, _, 0, ..] => new byte[] { 0xE0, 0 },
            // UnbindRequest, which ends the session also where there was no bind (RFC 4511, section 4.3).
            WireProtocol.Ldap => new byte[] { 0x30, 5, 2, 1, 2, 0x42, 0 },
            _ => default,
        },
        _ => default,
    };

    /// <summary>A Close frame with status 1000, masked as every frame of a client (RFC 6455, sections 5.3, 5.5.1 and 7.4.1).</summary>
    private static byte[] Close()
    {
        byte[] mask = RandomNumberGenerator.GetBytes(4);
        return [0x88, 0x82, .. mask, (byte)((NormalClosure >> 8) ^ mask[0]), (byte)((NormalClosure & 0xFF) ^ mask[1])];
    }
}
