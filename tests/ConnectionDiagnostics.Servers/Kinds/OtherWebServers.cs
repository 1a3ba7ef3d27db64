using System.Globalization;
using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>Web servers beside nginx and Kestrel.</summary>
internal static class OtherWebServers
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        new("apache-http")
        {
            Built = "a page",
            Package = "apache2-bin",
            Programs = ["apache2"],
            Start = site => StartApacheAsync(site, ""),
            Ws = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Wss = Expect.LacksTls(WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Http),
        },
        new("apache-https")
        {
            Built = "a page over TLS, trusted certificate",
            Package = "apache2-bin",
            Programs = ["apache2"],
            Start = async site =>
            {
                CertificateFiles files = await site.WriteTrustedAsync();
                return await StartApacheAsync(site, $"SSLEngine on\nSSLCertificateFile {files.Chain}\nSSLCertificateKeyFile {files.Key}");
            },
            Ws = Expect.WantsTls(),
            Wss = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Http = Expect.WantsTls(),
            Https = Expect.Works(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "tls",
            Own = Expect.Works(WireProtocol.Tls, WireProtocol.Http),
        },
        new("php")
        {
            Built = "PHP's built-in server",
            Package = "php-cli",
            Programs = ["php"],
            Start = async site =>
            {
                int port = FreePort.Next();
                return await site.StartAsync(port, "php", "-S", $"127.0.0.1:{port}", "-t", await site.WritePagesAsync());
            },
            Ws = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Wss = Expect.LacksTls(WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Http),
        },
        new("node")
        {
            Built = "Node.js' http module",
            Package = "nodejs",
            Programs = ["node"],
            Start = site =>
            {
                int port = FreePort.Next();
                return site.StartAsync(port, "node", "-e", $"require('http').createServer((q, r) => r.end('hello\\n')).listen({port}, '127.0.0.1')");
            },
            Ws = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Wss = Expect.LacksTls(WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Http),
        },
        new("python")
        {
            // Answers what it does not understand with a page without a head, as HTTP/0.9 did.
            Built = "Python's http.server",
            Package = "python3",
            Programs = ["python3"],
            Start = async site =>
            {
                int port = FreePort.Next();
                return await site.StartAsync(
                    port, "/usr/bin/python3", "-m", "http.server", "--bind", "127.0.0.1", "--directory", await site.WritePagesAsync(),
                    port.ToString(CultureInfo.InvariantCulture));
            },
            Ws = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Wss = Expect.LacksTls(WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Http),
        },
    ];

    private static async Task<ServerAddress> StartApacheAsync(ServerSite site, string tls)
    {
        int port = FreePort.Next();
        string pages = await site.WritePagesAsync();
        string modules = string.Join('\n', new[] { "mpm_event", "authz_core", "dir", "mime", "ssl" }
            .Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"));
        string configuration = await site.WriteAsync("apache.conf", $"""
            ServerRoot {site.Directory}
            ServerName localhost
            Listen 127.0.0.1:{port}
            PidFile {site.PathOf("apache.pid")}
            Mutex file:{site.Directory}
            User nobody
            Group nogroup
            ErrorLog /dev/stderr
            StartServers 1
            {modules}
            TypesConfig /dev/null
            DocumentRoot {pages}
            <Directory {pages}>
              Require all granted
            </Directory>
            {tls}

            """);
        return await site.StartAsync(port, "apache2", "-DFOREGROUND", "-f", configuration);
    }
}
