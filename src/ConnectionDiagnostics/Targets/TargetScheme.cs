namespace ConnectionDiagnostics.Targets;

/// <summary>What a scheme says about the connection: default port, TLS from the first byte, and what is spoken inside.</summary>
/// <param name="Name">The scheme in lower case.</param>
/// <param name="DefaultPort">The port when none is written (IANA service names registry, or the product's own), or 0.</param>
/// <param name="Tls">Whether TLS starts with the first byte.</param>
/// <param name="Protocol">What is spoken, one of <see cref="WireProtocol"/>; <see langword="null"/> when the connection is all.</param>
internal sealed record TargetScheme(string Name, int DefaultPort, bool Tls, string? Protocol)
{
    /// <summary>The order is the order in which people are told of them.</summary>
    private static readonly TargetScheme[] All =
    [
        new("tcp", 0, false, null),
        new("tls", 0, true, null),
        new("http", 80, false, WireProtocol.Http),
        new("https", 443, true, WireProtocol.Http),
        new("ws", 80, false, WireProtocol.WebSocket),
        new("wss", 443, true, WireProtocol.WebSocket),
        new("redis", 6379, false, WireProtocol.Redis),
        new("rediss", 6379, true, WireProtocol.Redis),
        new("postgres", 5432, false, WireProtocol.PostgreSql),
        new("postgresql", 5432, false, WireProtocol.PostgreSql),
        new("mysql", 3306, false, WireProtocol.MySql),
        new("mariadb", 3306, false, WireProtocol.MySql),
        new("sqlserver", 1433, false, WireProtocol.SqlServer),
        new("mongodb", 27017, false, WireProtocol.MongoDB),
        new("amqp", 5672, false, WireProtocol.Amqp),
        new("amqps", 5671, true, WireProtocol.Amqp),
        new("mqtt", 1883, false, WireProtocol.Mqtt),
        new("mqtts", 8883, true, WireProtocol.Mqtt),
        new("nats", 4222, false, WireProtocol.Nats),
        new("kafka", 9092, false, WireProtocol.Kafka),
        new("stomp", 61613, false, WireProtocol.Stomp),
        new("memcached", 11211, false, WireProtocol.Memcached),
        new("smtp", 25, false, WireProtocol.Smtp),
        new("smtps", 465, true, WireProtocol.Smtp),
        new("imap", 143, false, WireProtocol.Imap),
        new("imaps", 993, true, WireProtocol.Imap),
        new("pop3", 110, false, WireProtocol.Pop3),
        new("pop3s", 995, true, WireProtocol.Pop3),
        new("ssh", 22, false, WireProtocol.Ssh),
        new("sftp", 22, false, WireProtocol.Ssh),
        new("ftp", 21, false, WireProtocol.Ftp),
        new("ftps", 990, true, WireProtocol.Ftp),
        new("ldap", 389, false, WireProtocol.Ldap),
        new("ldaps", 636, true, WireProtocol.Ldap),
        new("xmpp", 5222, false, WireProtocol.Xmpp),
        new("irc", 6667, false, WireProtocol.Irc),
        new("ircs", 6697, true, WireProtocol.Irc),
        new("rdp", 3389, false, WireProtocol.Rdp),
        new("vnc", 5900, false, WireProtocol.Vnc),
        new("telnet", 23, false, WireProtocol.Telnet),
        new("socks5", 1080, false, WireProtocol.Socks5),
        new("dns", 53, false, WireProtocol.Dns),
    ];

    /// <summary>All names, comma-separated.</summary>
    public static string AllNames { get; } = string.Join(", ", All.Select(scheme => scheme.Name));

    public static TargetScheme Tcp => All[0];

    public bool IsWebSocket => Protocol == WireProtocol.WebSocket;

    public bool IsHttp => Protocol == WireProtocol.Http;

    /// <summary>Whether path and query are sent to the server; for other schemes they name a database, a vhost or a topic.</summary>
    public bool SendsPath => IsHttp || IsWebSocket;

    public static TargetScheme? Find(ReadOnlySpan<char> name)
    {
        foreach (TargetScheme scheme in All)
        {
            if (name.Equals(scheme.Name, StringComparison.OrdinalIgnoreCase))
            {
                return scheme;
            }
        }

        return null;
    }

    /// <summary>The ports on which services of this scheme are usually found, with TLS or without as the scheme is.</summary>
    public static IEnumerable<int> UsualPorts(TargetScheme scheme) => scheme switch
    {
        { Protocol: null } => [],
        { SendsPath: true, Tls: true } => [443, 8443],
        { SendsPath: true } => [80, 8080, 8000, 3000, 5000],
        _ => All.Where(other => other.Protocol == scheme.Protocol && other.Tls == scheme.Tls).Select(other => other.DefaultPort).Distinct(),
    };

    /// <summary>The protocol that is usual on a port; <see langword="null"/> when none is.</summary>
    public static string? UsualProtocol(int port) => Array.Find(All, scheme => scheme.DefaultPort == port)?.Protocol;
}
