using System.Buffers.Binary;

namespace ConnectionDiagnostics.Testing.Peers.Servers;

/// <summary>Servers of binary protocols, as far as the first message. None lets anybody in.</summary>
internal static class BinaryServers
{
    /// <summary>eclipse mosquitto (MQTT 3.1.1, sections 3.1 and 3.2): anything but a CONNECT is reset.</summary>
    public static IPeer Mqtt { get; } = new ServerPeer(default, received =>
        received[0] != 0x10 ? Reply.Reset
        : received.Length < 2 || received.Length < received[1] + 2 ? null
        : Reply.Of(0x20, 2, 0, 0));

    /// <summary>RabbitMQ (AMQP 0-9-1, section 4.2.2): connection.start, and to any other header its own.</summary>
    public static IPeer Amqp { get; } = new ServerPeer(default, received =>
        received[0] == 'A' && received.Length < AmqpHeader.Length ? null
        : received.AsSpan().SequenceEqual(AmqpHeader) ? new Reply(AmqpStart())
        : new Reply(AmqpHeader, Parting.Closes));

    /// <summary>Apache Kafka: a length above 100 MiB (socket.request.max.bytes), as every word of text is, ends the connection.</summary>
    public static IPeer Kafka { get; } = new ServerPeer(default, received =>
        received.Length < 4 ? null
        : Big(received) is < 8 or > 100 << 20 ? Reply.Close
        : received.Length < Big(received) + 4 ? null
        // ApiVersions (key 18) is the one request that is answered before authentication: the correlation id, no error, and one key, itself.
        : received is [_, _, _, _, 0, 18, ..] ? Reply.Of([0, 0, 0, 16, .. received[8..12], 0, 0, 0, 0, 0, 1, 0, 18, 0, 0, 0, 3]) : Reply.Close);

    /// <summary>SQL Server 2019 (MS-TDS, section 2.2.6.5): PRELOGIN gets VERSION and ENCRYPT_NOT_SUP.</summary>
    public static IPeer SqlServer { get; } = new ServerPeer(default, received =>
        received[0] != 0x12 ? Reply.Close
        : received.Length < 8 || received.Length < BinaryPrimitives.ReadUInt16BigEndian(received.AsSpan(2)) ? null
        : Reply.Of(4, 1, 0, 26, 0, 0, 1, 0, 0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 15, 0, 0x10, 0x68, 0, 0, 2));

    /// <summary>OpenLDAP (RFC 4511): a search ends without a result, a bind is refused.</summary>
    public static IPeer Ldap { get; } = new ServerPeer(default, received =>
        received[0] != 0x30 ? Reply.Close
        : received.Length < 6 || received.Length < received[1] + 2 ? null
        // SearchResultDone, success; BindResponse, invalidCredentials (49).
        : Reply.Of(0x30, 12, 2, 1, received[4], (byte)(received[5] == 0x60 ? 0x61 : 0x65), 7, 10, 1, (byte)(received[5] == 0x60 ? 49 : 0), 4, 0, 4, 0));

    /// <summary>xrdp (MS-RDPBCGR, section 2.2.1.2): connection confirm, TLS chosen.</summary>
    public static IPeer Rdp { get; } = new ServerPeer(default, received =>
        received[0] != 3 ? Reply.Close
        : received.Length < 4 || received.Length < BinaryPrimitives.ReadUInt16BigEndian(received.AsSpan(2)) ? null
        : Reply.Of(3, 0, 0, 19, 14, 0xD0, 0, 0, 0x12, 0x34, 0, 2, 9, 8, 0, 1, 0, 0, 0));

    /// <summary>A VNC server (RFC 6143, section 7.1): its version, then one kind of authentication, by password.</summary>
    public static IPeer Vnc { get; } = new ServerPeer("RFB 003.008\n"u8.ToArray(), received =>
        received[0] != 'R' ? Reply.Close : received.Length < 12 ? null : Reply.Of(1, 2));

    /// <summary>inetutils' telnetd (RFC 854): options first.</summary>
    public static IPeer Telnet { get; } = new ServerPeer(
        Convert.FromHexString("FFFB25FFFB26FFFD18FFFD20FFFD23FFFD27FFFD24"), _ => Reply.Nothing);

    /// <summary>nginx with HTTP/2 alone (RFC 9113): SETTINGS to whoever speaks, GOAWAY (PROTOCOL_ERROR) to whoever speaks something else.</summary>
    public static IPeer Http2 { get; } = new ServerPeer(default, received =>
        received.AsSpan().StartsWith("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8) ? new Reply(Http2Settings)
        : "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.StartsWith(received) ? null
        : new Reply((byte[])[.. Http2Settings, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], Parting.Closes));

    /// <summary>A DNS server over TCP (RFC 7766, section 8) that answers nobody: REFUSED. Two bytes of text are a length, for which it waits.</summary>
    public static IPeer Dns { get; } = new ServerPeer(default, received =>
        received.Length < 14 || received.Length < BinaryPrimitives.ReadUInt16BigEndian(received) + 2 ? null
        : Reply.Of([.. received[..4], 0x81, 0x85, .. received[6..8], 0, 0, 0, 0, 0, 0, .. received[14..]]));

    /// <summary>A SOCKS 4 proxy that rejects every request.</summary>
    public static IPeer Socks4 { get; } = new ServerPeer(default, _ => new Reply((byte[])[0, 0x5B, 0, 0, 0, 0, 0, 0], Parting.Closes));

    /// <summary>Workerman's frame protocol: four bytes of length, which count themselves. More than 10 MB ends the connection, and all text is more.</summary>
    public static IPeer LengthPrefixed { get; } = new ServerPeer(default, received =>
        received.Length < 4 ? null
        : Big(received) is < 4 or > 10 << 20 ? Reply.Close
        : received.Length < Big(received) ? null
        : Reply.Of([0, 0, 0, 12, .. "frame:hi"u8]));

    private static byte[] AmqpHeader => [.. "AMQP"u8, 0, 0, 9, 1];

    /// <summary>SETTINGS with three values, and WINDOW_UPDATE.</summary>
    private static byte[] Http2Settings =>
    [
        0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 128, 0, 4, 0, 1, 0, 0, 0, 5, 0, 255, 255, 255,
        0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7F, 0xFF, 0, 0,
    ];

    public static IPeer Socks5(byte reply) => new ServerPeer(default, received => received switch
    {
        [not 5, ..] => Reply.Close,
        // RFC 1928, section 3: the methods that the client offers, and "none" (0) chosen of them.
        [5, var count, .. var methods] when methods.Length == count && count > 0 =>
            methods.Contains((byte)0) ? Reply.Of(5, 0) : new Reply((byte[])[5, 0xFF], Parting.Closes),
        // Section 4: a request is longer than any list that a client of these methods sends.
        [5, 1 or 2 or 3, 0, 1, _, _, _, _, _, _] or [5, 1 or 2 or 3, 0, 3 or 4, _, _, _, ..] =>
            new Reply((byte[])[5, reply, 0, 1, 0, 0, 0, 0, 0, 0], Parting.Closes),
        _ => null,
    });

    /// <summary>Class 10, method 10: version 0-9, no properties, PLAIN, en_US.</summary>
    private static byte[] AmqpStart()
    {
        byte[] method = [0, 10, 0, 10, 0, 9, 0, 0, 0, 0, 0, 0, 0, 5, .. "PLAIN"u8, 0, 0, 0, 5, .. "en_US"u8];
        return [1, 0, 0, 0, 0, 0, (byte)method.Length, .. method, 0xCE];
    }

    private static uint Big(byte[] received) => BinaryPrimitives.ReadUInt32BigEndian(received);
}
