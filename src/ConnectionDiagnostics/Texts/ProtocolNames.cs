namespace ConnectionDiagnostics.Texts;

/// <summary>Protocols by the names that people use; proper names, the same in every language but for the last few.</summary>
internal static class ProtocolNames
{
    public static object Of(string? protocol) => protocol switch
    {
        null => Message.Of("protocol.unknown"),
        WireProtocol.Http => "HTTP",
        WireProtocol.Http2 => "HTTP/2",
        WireProtocol.WebSocket => "WebSocket",
        WireProtocol.Tls => "TLS",
        WireProtocol.Ssh => "SSH",
        WireProtocol.Smtp => "SMTP",
        WireProtocol.Imap => "IMAP",
        WireProtocol.Pop3 => "POP3",
        WireProtocol.Ftp => "FTP",
        WireProtocol.Redis => "Redis",
        WireProtocol.MySql => "MySQL",
        WireProtocol.PostgreSql => "PostgreSQL",
        WireProtocol.MongoDB => "MongoDB",
        WireProtocol.SqlServer => "SQL Server",
        WireProtocol.Amqp => "AMQP",
        WireProtocol.Mqtt => "MQTT",
        WireProtocol.Nats => "NATS",
        WireProtocol.Kafka => "Kafka",
        WireProtocol.Ldap => "LDAP",
        WireProtocol.Rdp => "RDP",
        WireProtocol.Vnc => "VNC",
        WireProtocol.Socks4 => "SOCKS 4",
        WireProtocol.Socks5 => "SOCKS 5",
        WireProtocol.Telnet => "Telnet",
        WireProtocol.Irc => "IRC",
        WireProtocol.Xmpp => "XMPP",
        WireProtocol.Stomp => "STOMP",
        WireProtocol.Dns => "DNS",
        WireProtocol.HttpProxy or WireProtocol.Echo or WireProtocol.Text or WireProtocol.LengthPrefixed => Message.Of($"protocol.{protocol}"),
        _ => protocol,
    };
}
