using System.Globalization;
using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>Message brokers and chat.</summary>
internal static class Messaging
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        new("mosquitto")
        {
            Built = "MQTT without a password",
            Package = "mosquitto",
            Programs = ["mosquitto"],
            Start = site => StartMosquittoAsync(site, ""),
            Ws = Expect.Speaks(WireProtocol.Mqtt),
            Wss = Expect.SpeaksInPlain(WireProtocol.Mqtt),
            Http = Expect.Speaks(WireProtocol.Mqtt),
            Https = Expect.SpeaksInPlain(WireProtocol.Mqtt),
            Tcp = Expect.Accepted(WireProtocol.Mqtt),
            OwnScheme = "mqtt",
            Own = Expect.Works(WireProtocol.Mqtt),
        },
        new("mosquitto-tls")
        {
            Built = "MQTT over TLS, trusted certificate",
            Package = "mosquitto",
            Programs = ["mosquitto"],
            Start = async site =>
            {
                CertificateFiles files = await site.WriteTrustedAsync();
                return await StartMosquittoAsync(site, $"certfile {files.Chain}\nkeyfile {files.Key}\n");
            },
            Ws = Expect.WantsTls(CauseCode.ProtocolMismatch),
            Wss = Stores.InsideTls(WireProtocol.Mqtt),
            Http = Expect.WantsTls(CauseCode.ProtocolMismatch),
            Https = Stores.InsideTls(WireProtocol.Mqtt),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "mqtts",
            Own = Expect.Works(WireProtocol.Mqtt),
        },
        new("rabbitmq")
        {
            Built = "a fresh node",
            Package = "rabbitmq-server",
            Programs = ["rabbitmq-server", "epmd"],
            Start = StartRabbitAsync,
            Ws = Expect.Speaks(WireProtocol.Amqp),
            Wss = Expect.SpeaksInPlain(WireProtocol.Amqp),
            Http = Expect.Speaks(WireProtocol.Amqp),
            Https = Expect.SpeaksInPlain(WireProtocol.Amqp),
            Tcp = Expect.Accepted(WireProtocol.Amqp),
            OwnScheme = "amqp",
            Own = Expect.Works(WireProtocol.Amqp),
        },
        new("nats")
        {
            Built = "as installed",
            Package = "nats-server",
            Programs = ["nats-server"],
            Start = site =>
            {
                int port = FreePort.Next();
                return site.StartAsync(port, "nats-server", "-a", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture));
            },
            Ws = Expect.Speaks(WireProtocol.Nats),
            Wss = Expect.SpeaksInPlain(WireProtocol.Nats),
            Http = Expect.Speaks(WireProtocol.Nats),
            Https = Expect.SpeaksInPlain(WireProtocol.Nats),
            Tcp = Expect.Accepted(WireProtocol.Nats),
            OwnScheme = "nats",
            Own = Expect.Works(WireProtocol.Nats),
        },
        new("ngircd")
        {
            Built = "an IRC server; it waits for the client's first line",
            Package = "ngircd",
            Programs = ["ngircd"],
            Start = async site =>
            {
                int port = FreePort.Next();
                string configuration = await site.WriteAsync("ngircd.conf", $"""
                    [Global]
                    Name = irc.matrix
                    Info = matrix
                    AdminInfo1 = matrix
                    AdminLocation = matrix
                    AdminEMail = admin@irc.matrix
                    Listen = 127.0.0.1
                    Ports = {port}
                    ServerUID = nobody
                    ServerGID = nogroup
                    PidFile =
                    [Limits]
                    MaxConnectionsIP = 0
                    [Options]
                    DNS = no
                    Ident = no
                    PAM = no
                    ChrootDir =

                    """);
                return await site.StartAsync(port, "ngircd", "-n", "-f", configuration);
            },
            Ws = Expect.Speaks(WireProtocol.Irc),
            Wss = Expect.SpeaksInPlain(WireProtocol.Irc),
            Http = Expect.Speaks(WireProtocol.Irc),
            Https = Expect.SpeaksInPlain(WireProtocol.Irc),
            Tcp = Expect.Accepted(WireProtocol.Irc),
            OwnScheme = "irc",
            Own = Expect.Works(WireProtocol.Irc),
        },
        new("prosody")
        {
            Built = "an XMPP server for clients",
            Package = "prosody",
            Programs = ["prosody"],
            Start = async site =>
            {
                int port = FreePort.Next();
                string data = site.PathOf("data");
                Directory.CreateDirectory(data);
                string configuration = await site.WriteAsync("prosody.cfg.lua", $$"""
                    run_as_root = true
                    data_path = "{{data}}"
                    interfaces = { "127.0.0.1" }
                    c2s_ports = { {{port}} }
                    c2s_require_encryption = false
                    modules_enabled = { "saslauth" }
                    modules_disabled = { "s2s", "posix" }
                    log = { info = "*console" }
                    VirtualHost "127.0.0.1"

                    """);
                return await site.StartAsync(port, "prosody", "-F", "--config", configuration);
            },
            Ws = Expect.Speaks(WireProtocol.Xmpp),
            Wss = Expect.SpeaksInPlain(WireProtocol.Xmpp),
            Http = Expect.Speaks(WireProtocol.Xmpp),
            Https = Expect.SpeaksInPlain(WireProtocol.Xmpp),
            Tcp = Expect.Accepted(WireProtocol.Xmpp),
            OwnScheme = "xmpp",
            Own = Expect.Works(WireProtocol.Xmpp),
        },
    ];

    private static async Task<ServerAddress> StartMosquittoAsync(ServerSite site, string tls)
    {
        int port = FreePort.Next();
        // Not its own user: that one may not read the key.
        string user = Environment.IsPrivilegedProcess ? "user root\n" : "";
        string configuration = await site.WriteAsync("mosquitto.conf", $"{user}listener {port} 127.0.0.1\nallow_anonymous true\n{tls}");
        return await site.StartAsync(port, "mosquitto", "-c", configuration);
    }

    private static async Task<ServerAddress> StartRabbitAsync(ServerSite site)
    {
        // The names of Erlang's nodes are kept by a service of their own, which would else outlive the server.
        int port = FreePort.Next(), names = FreePort.Next(), distribution = FreePort.Next();
        await site.StartAsync(names, "epmd", "-address", "127.0.0.1", "-port", names.ToString(CultureInfo.InvariantCulture));
        return await site.StartAsync(port, ["/usr/lib/rabbitmq/bin/rabbitmq-server"], new Dictionary<string, string>
        {
            ["HOME"] = site.Directory,
            ["RABBITMQ_NODENAME"] = $"matrix-{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = distribution.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = names.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_MNESIA_BASE"] = site.PathOf("mnesia"),
            ["RABBITMQ_LOG_BASE"] = site.Directory,
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = site.PathOf("plugins"),
            ["RABBITMQ_CONFIG_FILE"] = site.PathOf("none"),
        });
    }
}
