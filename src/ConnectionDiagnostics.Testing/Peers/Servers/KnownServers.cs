using System.Collections.Frozen;

namespace ConnectionDiagnostics.Testing.Peers.Servers;

/// <summary>A server of each protocol that is spoken without TLS, by the names of <see cref="WireProtocol"/>.</summary>
internal static class KnownServers
{
    /// <summary>SOCKS 5: connection refused (RFC 1928, section 6).</summary>
    private const byte TargetRefuses = 5;

    private static readonly FrozenDictionary<string, IPeer> ByProtocol = new Dictionary<string, IPeer>
    {
        [WireProtocol.Ssh] = new SshPeer(),
        [WireProtocol.Smtp] = SmtpAnswers.Server,
        [WireProtocol.Imap] = LineServers.Imap,
        [WireProtocol.Pop3] = LineServers.Pop3,
        [WireProtocol.Ftp] = LineServers.Ftp,
        [WireProtocol.Redis] = LineServers.Redis,
        [WireProtocol.Memcached] = LineServers.Memcached,
        [WireProtocol.MySql] = DatabaseServers.MySql,
        [WireProtocol.PostgreSql] = DatabaseServers.PostgreSql,
        [WireProtocol.MongoDB] = DatabaseServers.MongoDB,
        [WireProtocol.SqlServer] = BinaryServers.SqlServer,
        [WireProtocol.Amqp] = BinaryServers.Amqp,
        [WireProtocol.Mqtt] = BinaryServers.Mqtt,
        [WireProtocol.Nats] = LineServers.Nats,
        [WireProtocol.Kafka] = BinaryServers.Kafka,
        [WireProtocol.Ldap] = BinaryServers.Ldap,
        [WireProtocol.Rdp] = BinaryServers.Rdp,
        [WireProtocol.Vnc] = BinaryServers.Vnc,
        [WireProtocol.Socks4] = BinaryServers.Socks4,
        [WireProtocol.Socks5] = BinaryServers.Socks5(TargetRefuses),
        [WireProtocol.Telnet] = BinaryServers.Telnet,
        [WireProtocol.Irc] = LineServers.Irc,
        [WireProtocol.Xmpp] = LineServers.Xmpp,
        [WireProtocol.Stomp] = LineServers.Stomp,
        [WireProtocol.Http2] = BinaryServers.Http2,
        [WireProtocol.Dns] = BinaryServers.Dns,
        [WireProtocol.Echo] = new EchoPeer(),
        [WireProtocol.Text] = LinePeer.UnknownRequest,
        [WireProtocol.LengthPrefixed] = BinaryServers.LengthPrefixed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, in alphabetical order.</summary>
    public static IEnumerable<string> Names => ByProtocol.Keys.Order(StringComparer.Ordinal);

    public static IPeer? Find(string protocol) => ByProtocol.GetValueOrDefault(protocol);
}
