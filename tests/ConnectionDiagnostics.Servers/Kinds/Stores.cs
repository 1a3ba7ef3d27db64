using System.Globalization;
using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>Databases, caches and directories.</summary>
internal static class Stores
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        new("redis")
        {
            Built = "without a password",
            Package = "redis-server",
            Programs = ["redis-server"],
            Start = site => StartRedisAsync(site),
            Ws = Expect.Speaks(WireProtocol.Redis),
            Wss = Expect.SpeaksInPlain(WireProtocol.Redis),
            Http = Expect.Speaks(WireProtocol.Redis),
            Https = Expect.SpeaksInPlain(WireProtocol.Redis),
            Tcp = Expect.Accepted(WireProtocol.Redis),
            OwnScheme = "redis",
            Own = Expect.Works(WireProtocol.Redis),
        },
        new("redis-password")
        {
            Built = "with a password",
            Package = "redis-server",
            Programs = ["redis-server"],
            Start = site => StartRedisAsync(site, "--requirepass", "secret"),
            Ws = Expect.Speaks(WireProtocol.Redis),
            Wss = Expect.SpeaksInPlain(WireProtocol.Redis),
            Http = Expect.Speaks(WireProtocol.Redis),
            Https = Expect.SpeaksInPlain(WireProtocol.Redis),
            Tcp = Expect.Accepted(WireProtocol.Redis),
            OwnScheme = "redis",
            Own = Expect.Works(WireProtocol.Redis),
        },
        new("redis-maxclients")
        {
            Built = "all of its places taken",
            Package = "redis-server",
            Programs = ["redis-server"],
            Start = async site =>
            {
                ServerAddress server = await StartRedisAsync(site, "--maxclients", "2");
                await site.HoldConnectionsAsync(server, 2, "PING\r\n"u8.ToArray());
                return server;
            },
            Ws = Expect.Speaks(WireProtocol.Redis) with { AlsoTrue = [CauseCode.ServerAtCapacity] },
            Wss = Expect.SpeaksInPlain(WireProtocol.Redis) with { AlsoTrue = [CauseCode.TlsOnPlaintextPort, CauseCode.ServerAtCapacity] },
            Http = Expect.Speaks(WireProtocol.Redis) with { AlsoTrue = [CauseCode.ServerAtCapacity] },
            Https = Expect.SpeaksInPlain(WireProtocol.Redis) with { AlsoTrue = [CauseCode.TlsOnPlaintextPort, CauseCode.ServerAtCapacity] },
            Tcp = Expect.Accepted(WireProtocol.Redis),
            OwnScheme = "redis",
            Own = Expect.Fails(ConnectionOutcome.ProtocolMismatch, CauseCode.ServerAtCapacity, WireProtocol.Redis),
        },
        new("redis-tls")
        {
            Built = "over TLS, trusted certificate",
            Package = "redis-server",
            Programs = ["redis-server"],
            Start = async site =>
            {
                CertificateFiles files = await site.WriteTrustedAsync();
                int port = FreePort.Next();
                return await site.StartAsync(
                    port, "redis-server", "--port", "0", "--tls-port", Text(port), "--tls-cert-file", files.Chain, "--tls-key-file", files.Key,
                    "--tls-auth-clients", "no", "--bind", "127.0.0.1", "--save", "", "--dir", site.Directory);
            },
            Ws = Expect.WantsTls(CauseCode.ProtocolMismatch),
            Wss = InsideTls(WireProtocol.Redis),
            Http = Expect.WantsTls(CauseCode.ProtocolMismatch),
            Https = InsideTls(WireProtocol.Redis),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "rediss",
            Own = Expect.Works(WireProtocol.Redis),
        },
        new("memcached")
        {
            Built = "as installed",
            Package = "memcached",
            Programs = ["memcached"],
            Start = site =>
            {
                int port = FreePort.Next();
                return site.StartAsync(port, [.. ServerSite.AsNobody, "memcached", "-l", "127.0.0.1", "-p", Text(port), "-U", "0", "-m", "16"]);
            },
            Ws = Expect.Speaks(WireProtocol.Memcached),
            Wss = Expect.SpeaksInPlain(WireProtocol.Memcached),
            Http = Expect.Speaks(WireProtocol.Memcached),
            Https = Expect.SpeaksInPlain(WireProtocol.Memcached),
            Tcp = Expect.Accepted(WireProtocol.Memcached),
            OwnScheme = "memcached",
            Own = Expect.Works(WireProtocol.Memcached),
        },
        new("postgresql")
        {
            Built = "a fresh cluster, without TLS",
            Package = "postgresql",
            Programs = ["postgres", "setpriv"],
            Start = async site =>
            {
                int port = FreePort.Next();
                string data = await site.CreateForNobodyAsync("data");
                string programs = Prerequisites.PostgresPrograms!;
                await site.RunAsync([.. ServerSite.AsNobody, $"{programs}/initdb", "-D", data, "-A", "trust", "-U", "matrix", "--no-sync", "--no-instructions"]);
                return await site.StartAsync(
                    port, [.. ServerSite.AsNobody, $"{programs}/postgres", "-D", data, "-k", "", "-c", "listen_addresses=127.0.0.1", "-p", Text(port), "-c", "fsync=off"]);
            },
            Ws = Expect.Speaks(WireProtocol.PostgreSql),
            Wss = Expect.SpeaksInPlain(WireProtocol.PostgreSql),
            Http = Expect.Speaks(WireProtocol.PostgreSql),
            Https = Expect.SpeaksInPlain(WireProtocol.PostgreSql),
            Tcp = Expect.Accepted(WireProtocol.PostgreSql),
            OwnScheme = "postgres",
            Own = Expect.Works(WireProtocol.PostgreSql),
        },
        new("mariadb")
        {
            Built = "as installed, empty",
            Package = "mariadb-server-core",
            Programs = ["mariadbd"],
            Start = site => StartMariaDBAsync(site),
            Ws = Expect.Speaks(WireProtocol.MySql),
            Wss = Expect.SpeaksInPlain(WireProtocol.MySql),
            Http = Expect.Speaks(WireProtocol.MySql),
            Https = Expect.SpeaksInPlain(WireProtocol.MySql),
            Tcp = Expect.Accepted(WireProtocol.MySql),
            OwnScheme = "mysql",
            Own = Expect.Works(WireProtocol.MySql),
        },
        new("mariadb-full")
        {
            Built = "all of its connections taken",
            Package = "mariadb-server-core",
            Programs = ["mariadbd"],
            Start = async site =>
            {
                // Ten is the least; one more is greeted, in case it is an administrator.
                ServerAddress server = await StartMariaDBAsync(site, "--max-connections=10", "--connect-timeout=600");
                await site.HoldConnectionsAsync(server, 11, default);
                return server;
            },
            Ws = Expect.Speaks(WireProtocol.MySql) with { AlsoTrue = [CauseCode.ServerAtCapacity] },
            Wss = Expect.SpeaksInPlain(WireProtocol.MySql) with { AlsoTrue = [CauseCode.TlsOnPlaintextPort, CauseCode.ServerAtCapacity] },
            Http = Expect.Speaks(WireProtocol.MySql) with { AlsoTrue = [CauseCode.ServerAtCapacity] },
            Https = Expect.SpeaksInPlain(WireProtocol.MySql) with { AlsoTrue = [CauseCode.TlsOnPlaintextPort, CauseCode.ServerAtCapacity] },
            Tcp = Expect.Accepted(WireProtocol.MySql),
            OwnScheme = "mysql",
            Own = Expect.Fails(ConnectionOutcome.ProtocolMismatch, CauseCode.ServerAtCapacity, WireProtocol.MySql),
        },
        new("slapd")
        {
            Built = "OpenLDAP without a database",
            Package = "slapd",
            Programs = ["slapd"],
            Start = async site =>
            {
                int port = FreePort.Next();
                string configuration = await site.WriteAsync("slapd.conf", $"pidfile {site.PathOf("pid")}\nargsfile {site.PathOf("args")}\n");
                return await site.StartAsync(port, "slapd", "-d", "0", "-h", $"ldap://127.0.0.1:{port}", "-f", configuration);
            },
            Ws = Expect.Speaks(WireProtocol.Ldap),
            Wss = Expect.SpeaksInPlain(WireProtocol.Ldap),
            Http = Expect.Speaks(WireProtocol.Ldap),
            Https = Expect.SpeaksInPlain(WireProtocol.Ldap),
            Tcp = Expect.Accepted(WireProtocol.Ldap),
            OwnScheme = "ldap",
            Own = Expect.Works(WireProtocol.Ldap),
        },
    ];

    /// <summary>TLS is right, and what is spoken inside is something else: best named, and at least not taken for the client's own protocol.</summary>
    public static Expectation InsideTls(string protocol) => Expect.Speaks(protocol, WireProtocol.Tls) with
    {
        Outcomes = [ConnectionOutcome.ProtocolMismatch, ConnectionOutcome.Reset],
    };

    private static Task<ServerAddress> StartRedisAsync(ServerSite site, params string[] more)
    {
        int port = FreePort.Next();
        return site.StartAsync(port, ["redis-server", "--port", Text(port), "--bind", "127.0.0.1", "--save", "", "--dir", site.Directory, .. more]);
    }

    private static async Task<ServerAddress> StartMariaDBAsync(ServerSite site, params string[] more)
    {
        int port = FreePort.Next();
        string data = await site.CreateForNobodyAsync("data");
        return await site.StartAsync(
            port,
            [
                .. ServerSite.AsNobody, "mariadbd", "--no-defaults", $"--datadir={data}", $"--port={port}", "--bind-address=127.0.0.1",
                $"--socket={data}/socket", $"--pid-file={data}/pid", "--skip-grant-tables", "--innodb-buffer-pool-size=8M", "--innodb-log-file-size=4M", .. more,
            ]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
