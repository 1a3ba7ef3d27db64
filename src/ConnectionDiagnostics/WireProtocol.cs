namespace ConnectionDiagnostics;

/// <summary>What a server can be seen to speak: the values of <see cref="Diagnosis.Detected"/>.</summary>
public static class WireProtocol
{
    /// <summary><c>http</c>: HTTP/1.x (RFC 9112).</summary>
    public const string Http = "http";

    /// <summary><c>http2</c>: HTTP/2 (RFC 9113).</summary>
    public const string Http2 = "http2";

    /// <summary><c>websocket</c>: WebSocket (RFC 6455).</summary>
    public const string WebSocket = "websocket";

    /// <summary><c>tls</c>: TLS (RFC 8446, RFC 5246).</summary>
    public const string Tls = "tls";

    /// <summary><c>ssh</c>: SSH (RFC 4253).</summary>
    public const string Ssh = "ssh";

    /// <summary><c>smtp</c>: SMTP (RFC 5321).</summary>
    public const string Smtp = "smtp";

    /// <summary><c>imap</c>: IMAP (RFC 9051).</summary>
    public const string Imap = "imap";

    /// <summary><c>pop3</c>: POP3 (RFC 1939).</summary>
    public const string Pop3 = "pop3";

    /// <summary><c>ftp</c>: FTP (RFC 959).</summary>
    public const string Ftp = "ftp";

    /// <summary><c>redis</c>: Redis (RESP).</summary>
    public const string Redis = "redis";

    /// <summary><c>memcached</c>: memcached.</summary>
    public const string Memcached = "memcached";

    /// <summary><c>mysql</c>: MySQL or MariaDB.</summary>
    public const string MySql = "mysql";

    /// <summary><c>postgresql</c>: PostgreSQL.</summary>
    public const string PostgreSql = "postgresql";

    /// <summary><c>mongodb</c>: MongoDB.</summary>
    public const string MongoDB = "mongodb";

    /// <summary><c>sqlserver</c>: SQL Server (TDS).</summary>
    public const string SqlServer = "sqlserver";

    /// <summary><c>amqp</c>: AMQP 0-9-1 or 1.0.</summary>
    public const string Amqp = "amqp";

    /// <summary><c>mqtt</c>: MQTT 3 or 5.</summary>
    public const string Mqtt = "mqtt";

    /// <summary><c>nats</c>: NATS.</summary>
    public const string Nats = "nats";

    /// <summary><c>kafka</c>: Kafka.</summary>
    public const string Kafka = "kafka";

    /// <summary><c>ldap</c>: LDAP (RFC 4511).</summary>
    public const string Ldap = "ldap";

    /// <summary><c>rdp</c>: RDP.</summary>
    public const string Rdp = "rdp";

    /// <summary><c>vnc</c>: VNC (RFB, RFC 6143).</summary>
    public const string Vnc = "vnc";

    /// <summary><c>socks4</c>: SOCKS 4.</summary>
    public const string Socks4 = "socks4";

    /// <summary><c>socks5</c>: SOCKS 5 (RFC 1928).</summary>
    public const string Socks5 = "socks5";

    /// <summary><c>http-proxy</c>: an HTTP proxy.</summary>
    public const string HttpProxy = "http-proxy";

    /// <summary><c>telnet</c>: Telnet (RFC 854).</summary>
    public const string Telnet = "telnet";

    /// <summary><c>irc</c>: IRC (RFC 1459).</summary>
    public const string Irc = "irc";

    /// <summary><c>xmpp</c>: XMPP (RFC 6120).</summary>
    public const string Xmpp = "xmpp";

    /// <summary><c>stomp</c>: STOMP.</summary>
    public const string Stomp = "stomp";

    /// <summary><c>dns</c>: DNS over TCP (RFC 7766).</summary>
    public const string Dns = "dns";

    /// <summary><c>echo</c>: the peer sends back what it gets (RFC 862).</summary>
    public const string Echo = "echo";

    /// <summary><c>text</c>: lines of text of no protocol known here.</summary>
    public const string Text = "text";

    /// <summary><c>length-prefixed</c>: frames with a binary length in front, of no protocol known here.</summary>
    public const string LengthPrefixed = "length-prefixed";
}
