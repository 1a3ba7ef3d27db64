using static ConnectionDiagnostics.DetectionConfidence;
using static ConnectionDiagnostics.WireProtocol;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>All signatures, and the one that an answer has. The first that fits wins: what is particular stands before what is general.</summary>
/// <remarks>Questions that are to be answered carry <c>COND</c> or <c>C0 DE</c> as their number, which a true answer repeats (<see cref="FirstMessages"/>).</remarks>
internal static class SignatureTable
{
    public static readonly IReadOnlyList<Signature> All =
    [
        // Answers that mean something only after their question.
        new(PostgreSql, "'S' $", "PostgreSQL, Message Flow, SSL Session Encryption") { After = PostgreSql },
        new(PostgreSql, "'N' $", "PostgreSQL, Message Flow, SSL Session Encryption") { After = PostgreSql },
        new(Mqtt, "20 02 00-01 00-05", "MQTT 3.1.1, section 3.2") { After = Mqtt, Edition = "MQTT 3.1.1" },
        new(Mqtt, "20 03-7F 00-01 ?? ??", "MQTT 5.0, section 3.2") { After = Mqtt, Edition = "MQTT 5.0" },
        new(Socks5, "05 00-02 $", "RFC 1928, section 3") { After = Socks5 },
        new(Socks5, "05 FF $", "RFC 1928, section 3") { After = Socks5 },
        new(Socks4, "00 5A-5D ?? ?? ?? ?? ?? ?? $", "SOCKS: A protocol for TCP proxy across firewalls (SOCKS 4)") { After = Socks5 },
        new(MongoDB, "?? ?? ?? 00 ?? ?? ?? ?? 'COND' 01 00 00 00", "MongoDB Wire Protocol, OP_REPLY") { After = MongoDB },
        new(MongoDB, "?? ?? ?? 00 ?? ?? ?? ?? 'COND' DD 07 00 00", "MongoDB Wire Protocol, OP_MSG") { After = MongoDB },
        new(Kafka, "00 00 ?? ?? 'COND' 00 ??", "Apache Kafka protocol guide, ApiVersions Response (Version: 0)") { After = Kafka },
        new(SqlServer, "04 00-01 ?? ?? ?? ?? ?? 00 00 00", "MS-TDS, sections 2.2.3.1 and 2.2.6.5") { After = SqlServer },
        new(Ldap, "30 0C-7F 02 01 01 64-65", "RFC 4511, sections 4.1.1 and 4.5.2") { After = Ldap },
        new(Ldap, "30 81 ?? 02 01 01 64-65", "RFC 4511, sections 4.1.1 and 4.5.2") { After = Ldap },
        new(Ldap, "30 82 ?? ?? 02 01 01 64-65", "RFC 4511, sections 4.1.1 and 4.5.2") { After = Ldap },
        new(Ldap, "30 84 00 00 ?? ?? 02 01 01 64-65", "RFC 4511, sections 4.1.1 and 4.5.2") { After = Ldap },
        new(Rdp, "03 00 00 ?? ?? D0", "MS-RDPBCGR, section 2.2.1.2; RFC 905, section 13.4") { After = Rdp },
        new(Rdp, "03 00 00 ?? ?? 80 00 00", "RFC 905, section 13.5 (disconnect request)") { After = Rdp, Confidence = Probable },
        new(Rdp, "03 00 00 09 02 F0 80 21 80 $", "RFC 1006; T.125, DisconnectProviderUltimatum, as MS-RDPBCGR, section 2.2.2.3, sends it"),
        new(Dns, "?? ?? C0 DE 80-87 ?? 00 00-01", "RFC 1035, section 4.1.1; RFC 7766, section 8") { After = Dns },
        new Signature(Irc, "':'", "RFC 1459, section 2.3") { After = Irc }.With(" 451 ", " PONG ", " NOTICE "),
        new Signature(Stomp, "'ERROR' 0A", "STOMP 1.2, ERROR") { After = Stomp }.With("message:", "version:", "content-"),
        new Signature(Stomp, "'ERROR' 0D 0A", "STOMP 1.2, ERROR") { After = Stomp }.With("message:", "version:", "content-"),
        new(Stomp, "'CONNECTED' 0A", "STOMP 1.2, CONNECTED"),
        new(Stomp, "'CONNECTED' 0D 0A", "STOMP 1.2, CONNECTED"),

        // TLS: a server's hello, or an alert.
        new(WireProtocol.Tls, "16 03 ?? ?? ?? 02", "RFC 8446, sections 4 and 5.1"),
        new(WireProtocol.Tls, "15 03 ?? 00 02 01-02 ??", "RFC 8446, section 6"),

        // Frames that are unmistakable.
        new(Http2, "00 00 00 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 06 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 0C 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 12 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 18 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 1E 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 24 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 2A 04 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.5"),
        new(Http2, "00 00 08-FF 07 00 00 00 00 00", "RFC 9113, sections 4.1 and 6.8"),
        new(PostgreSql, "'E' 00 00 ?? ?? 'S'", "PostgreSQL, Message Formats, ErrorResponse"),
        new(MySql, "?? ?? 00 00 0A 30-39", "MySQL, Protocol::HandshakeV10") { ProductFrom = 5, ProductEnd = 0 },
        new(MySql, "?? ?? 00 00 FF ?? 03-0F", "MySQL, ERR_Packet"),
        new(MySql, "05 00 00 00 0B 08 05 1A 00", "MySQL X Protocol, Notice"),
        new(Amqp, "01 00 00 00 ?? ?? ?? 00 0A 00 0A", "AMQP 0-9-1, section 1.4.2.1 (connection.start)") { Edition = "AMQP 0-9-1" },
        new(Amqp, "'AMQP' 00 00 09 01", "AMQP 0-9-1, section 4.2.2") { Edition = "AMQP 0-9-1" },
        new(Amqp, "'AMQP' 00-03 01 00 00", "OASIS AMQP 1.0, sections 2.2 and 5.3.1") { Edition = "AMQP 1.0" },
        new(Amqp, "'AMQP' ?? ?? ?? ??", "AMQP 0-9-1, section 4.2.2"),
        new(Telnet, "FF FB-FE ??", "RFC 854"),
        new(Ldap, "30 ?? 02 01 00 78", "RFC 4511, section 4.4.1 (notice of disconnection)"),
        new(Socks5, "05 FF $", "RFC 1928, section 3") { Confidence = Probable },
        new(Socks4, "00 5A-5D ?? ?? ?? ?? ?? ?? $", "SOCKS 4") { Confidence = Probable },

        // Lines.
        new(Http, "'HTTP/'", "RFC 9112, section 4"),
        new(Ssh, "'SSH-2.0-'", "RFC 4253, section 4.2") { ProductFrom = 8 },
        new(Ssh, "'SSH-1.99-'", "RFC 4253, section 5.1") { ProductFrom = 9 },
        new(Ssh, "'SSH-1.5-'", "RFC 4253, section 5") { ProductFrom = 8 },
        new(Ssh, "'SSH-'", "RFC 4253, section 4.2"),
        new(Ssh, "'Exceeded MaxStartups'", "OpenSSH, sshd.c, drop_connection"),
        new(Ssh, "'Not allowed at this time'", "OpenSSH 9.8, sshd.c, PerSourcePenalties"),
        new Signature(Smtp, "'220'", "RFC 5321, section 4.2") { ProductFrom = 4 }.With("SMTP"),
        new Signature(Smtp, "'421'", "RFC 5321, section 3.8") { ProductFrom = 4 }.With("SMTP"),
        new Signature(Smtp, "'554'", "RFC 5321, section 3.1") { ProductFrom = 4 }.With("SMTP"),
        new Signature(Ftp, "'220'", "RFC 959, section 4.2") { ProductFrom = 4 }.With("FTP", "FileZilla"),
        new Signature(Ftp, "'421'", "RFC 959, section 4.2") { ProductFrom = 4 }.With("FTP"),
        new Signature(Ftp, "'500 OOPS: '", "vsftpd, when its configuration is wrong") { ProductFrom = 4 }.With("vsftpd"),
        new(Ftp, "'500 OOPS: '", "vsftpd, when its configuration is wrong") { After = Ftp, Confidence = Probable },
        // SMTP and FTP greet with the same codes: without a word, it is what was expected.
        new(Smtp, "'220'", "RFC 5321, section 4.2") { After = Smtp, ProductFrom = 4, Confidence = Probable },
        new(Smtp, "34-35 30-39 30-39", "RFC 5321, section 4.2: an error in the place of the greeting") { After = Smtp, ProductFrom = 4, Confidence = Probable },
        new(Ftp, "'220'", "RFC 959, section 4.2") { After = Ftp, ProductFrom = 4, Confidence = Probable },
        new(Ftp, "'120'", "RFC 959, section 4.2") { After = Ftp, ProductFrom = 4, Confidence = Probable },
        new(Ftp, "'421'", "RFC 959, section 4.2") { After = Ftp, ProductFrom = 4, Confidence = Probable },
        new(Ftp, "'530'", "RFC 959, section 4.2") { After = Ftp, ProductFrom = 4, Confidence = Probable },
        new(Imap, "'* OK'", "RFC 9051, section 7.1.1") { ProductFrom = 2 },
        new(Imap, "'* PREAUTH'", "RFC 9051, section 7.1.4") { ProductFrom = 2 },
        new(Imap, "'* BYE'", "RFC 9051, section 7.1.5") { ProductFrom = 2 },
        new(Pop3, "'+OK '", "RFC 1939, section 4") { ProductFrom = 0 },
        new(Pop3, "'+OK' 0D", "RFC 1939, section 4") { Confidence = Probable },
        new(Pop3, "'-ERR'", "RFC 1939, section 3") { After = Pop3, Confidence = Probable },
        new(Redis, "'+PONG'", "RESP, simple strings; PING"),
        new(Redis, "'-NOAUTH '", "RESP, simple errors"),
        new(Redis, "'-DENIED Redis'", "Redis, protected mode"),
        new(Redis, "'-LOADING '", "RESP, simple errors"),
        new(Redis, "'-ERR unknown command'", "RESP, simple errors"),
        new(Redis, "'-ERR max number of clients'", "Redis, maxclients"),
        new(Redis, "'-ERR wrong number of arguments'", "RESP, simple errors"),
        new(Redis, "'-ERR Protocol error'", "RESP, simple errors"),
        // In answer to our PING every error is Redis' own: -BUSY, -MISCONF, -MASTERDOWN.
        new(Redis, "'-' 41-5A 41-5A", "RESP, simple errors") { After = Redis },
        new(Memcached, "'VERSION '", "memcached, protocol.txt, version") { After = Memcached, ProductFrom = 8 },
        new(Memcached, "'VERSION '", "memcached, protocol.txt, version") { ProductFrom = 8, Confidence = Probable },
        new(Memcached, "'ERROR Too many open connections'", "memcached, maxconns_fast"),
        new(Nats, "'INFO {'", "NATS, client protocol, INFO"),
        new(Nats, "'-ERR ' 27", "NATS, client protocol, -ERR") { After = Nats },
        new(Vnc, "'RFB 0'", "RFC 6143, section 7.1.1") { ProductFrom = 0 },
        new Signature(Xmpp, "'<'", "RFC 6120, section 4.2").With("http://etherx.jabber.org/streams"),
        new(Xmpp, "'<stream:'", "RFC 6120, section 4.2"),
        new(Irc, "'NOTICE AUTH '", "RFC 1459, section 4.4.2, as servers before registration"),
        new Signature(Irc, "'ERROR :'", "RFC 1459, section 4.6.4").With("Closing Link"),
        new(Irc, "'ERROR :'", "RFC 1459, section 4.6.4") { Confidence = Probable },
        new Signature(Irc, "':'", "RFC 1459, section 2.3").With(" NOTICE * :", " NOTICE AUTH :", " 451 * :", " 451  :"),
        new(Irc, "'PING :'", "RFC 1459, section 4.6.2") { Confidence = Probable },
        // An HTTP/0.9 page, as some servers send when they cannot read the request.
        new Signature(Http, "'<'", "HTTP/0.9: a page without a status line") { Confidence = Probable }.With("<!DOCTYPE HTML", "<html"),
        // Other lines may come before the version.
        new Signature(Ssh, "20-7E", "RFC 4253, section 4.2").With("\nSSH-2.0-", "\nSSH-1.99-"),
        // Without options, what a terminal server sends is text (RFC 854, the network virtual terminal).
        new(Telnet, "0A-7E", "RFC 854") { After = Telnet, Confidence = Probable },
    ];

    /// <summary>The same by first byte, so that most are never looked at.</summary>
    private static readonly Signature[][] ByFirstByte =
        [.. Enumerable.Range(0, 256).Select(first => All.Where(signature => signature.BeginsWith((byte)first)).ToArray())];

    /// <summary>The signature of an answer; <see langword="null"/> when it has none. Allocates nothing.</summary>
    /// <param name="received">What the server sent.</param>
    /// <param name="asked">What was said before, one of <see cref="WireProtocol"/>.</param>
    public static Signature? Find(ReadOnlySpan<byte> received, string? asked)
    {
        if (received.IsEmpty)
        {
            return null;
        }

        foreach (Signature signature in ByFirstByte[received[0]])
        {
            if (signature.Matches(received, asked))
            {
                return signature;
            }
        }

        return null;
    }

    /// <summary>Whether what has come so far is the beginning of an answer in the protocol that was asked for. Allocates nothing.</summary>
    public static bool MayBecome(ReadOnlySpan<byte> received, string? asked)
    {
        if (received.IsEmpty || asked is null)
        {
            return false;
        }

        foreach (Signature signature in ByFirstByte[received[0]])
        {
            if (signature.Protocol == asked && signature.MayBecome(received, asked))
            {
                return true;
            }
        }

        return false;
    }
}
