using System.Text;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>The first message to servers that wait for one: each asks what the server is, and none logs in.</summary>
internal static class FirstMessages
{
    private static readonly Dictionary<string, byte[]> ByProtocol = new(StringComparer.Ordinal)
    {
        // The client's connection preface: these 24 bytes and an empty SETTINGS frame (RFC 9113, section 3.4).
        [WireProtocol.Http2] = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0],
        [WireProtocol.Redis] = "*1\r\n$4\r\nPING\r\n"u8.ToArray(),
        [WireProtocol.Memcached] = "version\r\n"u8.ToArray(),
        // SSLRequest: answered S or N before any login (PostgreSQL, Message Formats).
        [WireProtocol.PostgreSql] = [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F],
        // CONNECT, MQTT 3.1.1, clean session, keep-alive 10 s, no client id: one of our own could push another client out
        // (OASIS MQTT 3.1.1, sections 3.1.3.1 and 3.1.4-2). A server of MQTT 5 alone answers it with its refusal.
        [WireProtocol.Mqtt] = [0x10, 12, 0, 4, .. "MQTT"u8, 4, 2, 0, 10, 0, 0],
        // The protocol header (AMQP 0-9-1, section 4.2.2); a server of AMQP 1.0 alone answers with its own.
        [WireProtocol.Amqp] = [.. "AMQP"u8, 0, 0, 9, 1],
        // Version 5, one method: no authentication (RFC 1928, section 3).
        [WireProtocol.Socks5] = [5, 1, 0],
        // OP_QUERY admin.$cmd { isMaster: 1, helloOk: true }: the one question that servers of every version answer before a login
        // (MongoDB Wire Protocol; MongoDB Handshake).
        [WireProtocol.MongoDB] =
        [
            68, 0, 0, 0, .. "COND"u8, 0, 0, 0, 0, 0xD4, 7, 0, 0, 0, 0, 0, 0, .. "admin.$cmd\0"u8, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
            29, 0, 0, 0, 0x10, .. "isMaster\0"u8, 1, 0, 0, 0, 0x08, .. "helloOk\0"u8, 1, 0,
        ],
        // ApiVersions, version 0, without a client id (Apache Kafka protocol guide): the one request that is answered before authentication.
        [WireProtocol.Kafka] = [0, 0, 0, 10, 0, 18, 0, 0, .. "COND"u8, 0xFF, 0xFF],
        // PRELOGIN with VERSION and ENCRYPTION off (MS-TDS, section 2.2.6.5).
        [WireProtocol.SqlServer] = [0x12, 1, 0, 26, 0, 0, 1, 0, 0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 0, 0, 0, 0, 0, 0, 0],
        // A search for the root DSE's supportedLDAPVersion, anonymously and without a bind (RFC 4511, sections 4.2 and 4.5; RFC 4512, section 5.1).
        [WireProtocol.Ldap] =
        [
            0x30, 59, 2, 1, 1, 0x63, 54, 4, 0, 10, 1, 0, 10, 1, 0, 2, 1, 1, 2, 1, 5, 1, 1, 0, 0x87, 11, .. "objectClass"u8,
            0x30, 22, 4, 20, .. "supportedLDAPVersion"u8,
        ],
        // X.224 connection request with RDP_NEG_REQ, offering TLS, CredSSP and CredSSP early user authorization (MS-RDPBCGR, section 2.2.1.1).
        [WireProtocol.Rdp] = [3, 0, 0, 19, 14, 0xE0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 11, 0, 0, 0],
        // A question for the root's name servers, which no server has to ask others for (RFC 1035, section 4.1; RFC 7766, section 8).
        [WireProtocol.Dns] = [0, 17, 0xC0, 0xDE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1],
        // Before NICK and USER a server answers 451, "you have not registered", or PONG (RFC 1459, sections 4.6.2 and 6.1).
        [WireProtocol.Irc] = "PING :conndiag\r\n"u8.ToArray(),
    };

    /// <summary>The message; <see langword="null"/> where the server speaks first, or the protocol has no such message here.</summary>
    public static byte[]? Of(string? protocol, ConnectionTarget target) => protocol switch
    {
        null => null,
        // A stream opened and nothing more (RFC 6120, section 4.2).
        WireProtocol.Xmpp => Encoding.ASCII.GetBytes(
            $"<?xml version='1.0'?><stream:stream to='{target.Host}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"),
        // A version that no server has: it answers ERROR with those it has, before it would look at a login (STOMP 1.2, Protocol Negotiation).
        WireProtocol.Stomp => Encoding.ASCII.GetBytes($"CONNECT\naccept-version:9.9\nhost:{target.Host}\n\n\0"),
        _ => ByProtocol.TryGetValue(protocol, out byte[]? bytes) ? bytes : null,
    };
}
