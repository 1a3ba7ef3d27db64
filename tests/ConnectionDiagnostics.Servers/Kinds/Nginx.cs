using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>nginx, alone and in front of others.</summary>
internal static class Nginx
{
    private const string Page = "location / { return 200 'hello\\n'; }";

    /// <summary>nginx' own documentation (WebSocket proxying).</summary>
    private const string Upgrade = "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";";

    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        Plain("nginx-http", "a page for every request", _ => Task.FromResult(Page)) with
        {
            Ws = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
        },
        Tls("nginx-https", "a page over TLS, trusted certificate", Certificates.WriteTrustedAsync, _ => Task.FromResult(Page)) with
        {
            Wss = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Https = Expect.Works(WireProtocol.Http),
            Own = Expect.Works(WireProtocol.Tls, WireProtocol.Http),
        },
        Tls("nginx-self-signed", "a page over TLS, self-signed certificate", Certificates.WriteSelfSignedAsync, _ => Task.FromResult(Page)) with
        {
            // Whoever goes on in spite of the certificate finds no WebSocket there.
            Wss = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsUntrustedIssuer, WireProtocol.Tls, WireProtocol.Http) with
            {
                AlsoTrue = [CauseCode.WebSocketNotSupported],
            },
            Https = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsUntrustedIssuer, WireProtocol.Tls, WireProtocol.Http),
            Own = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsUntrustedIssuer, WireProtocol.Tls, WireProtocol.Http),
        },
        Tls("nginx-client-certificate", "TLS that wants a certificate of the client", Certificates.WriteTrustedAsync, ClientCertificateAsync) with
        {
            // The handshake passes, and every request is answered "400 No required SSL certificate was sent".
            Wss = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsClientCertificateRequired, WireProtocol.Tls, WireProtocol.Http) with
            {
                Outcomes = [ConnectionOutcome.TlsFailed, ConnectionOutcome.ProtocolMismatch],
            },
            Https = Expect.Fails(ConnectionOutcome.Connected, CauseCode.TlsClientCertificateRequired, WireProtocol.Tls, WireProtocol.Http) with
            {
                Outcomes = [ConnectionOutcome.Connected, ConnectionOutcome.TlsFailed],
            },
            // The handshake asks for a certificate, and passes without.
            Own = Expect.Works(WireProtocol.Tls, WireProtocol.Http) with { AlsoTrue = [CauseCode.TlsClientCertificateRequired] },
        },
        Plain("nginx-websocket-proxy", "forwards to a WebSocket server, with Upgrade", site => ProxyAsync(site, Upgrade, 400)) with
        {
            Ws = Expect.Works(WireProtocol.WebSocket),
            Http = Expect.Works(WireProtocol.Http),
        },
        Tls("nginx-websocket-proxy-tls", "TLS, forwards to a WebSocket server, with Upgrade", Certificates.WriteTrustedAsync, site => ProxyAsync(site, Upgrade, 400)) with
        {
            Wss = Expect.Works(WireProtocol.WebSocket),
            Https = Expect.Works(WireProtocol.Http),
            Own = Expect.Works(WireProtocol.Tls, WireProtocol.Http),
        },
        Plain("nginx-upgrade-stripped", "forwards to a WebSocket server (426 to others) without Upgrade", site => ProxyAsync(site, "", 426)) with
        {
            Ws = Expect.Handshake(CauseCode.WebSocketUpgradeStripped, WireProtocol.Http, WireProtocol.WebSocket),
            Http = Expect.Speaks(WireProtocol.Http, WireProtocol.WebSocket),
        },
        Plain("nginx-upgrade-stripped-400", "forwards to a WebSocket server (400 to others, as ASP.NET Core's) without Upgrade", site => ProxyAsync(site, "", 400)) with
        {
            // A 400 without a word: the handshake may be wrong, the path, or what arrived of it.
            Ws = Expect.HandshakeUndecidable(
                [CauseCode.WebSocketUpgradeStripped, CauseCode.WebSocketRejected, CauseCode.WebSocketNotSupported], WireProtocol.Http, WireProtocol.WebSocket),
            Http = Expect.Works(WireProtocol.Http),
        },
        Plain("nginx-other-path", "a WebSocket server at /chat only, 404 elsewhere", OtherPathAsync) with
        {
            Ws = Expect.HandshakeUndecidable([CauseCode.WebSocketPathNotFound, CauseCode.WebSocketNotSupported], WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
        },
        Plain("nginx-redirect", "sends everybody to https", _ => Task.FromResult("return 301 https://$host$request_uri;")) with
        {
            Ws = Expect.Handshake(CauseCode.WebSocketRedirected, WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
        },
        Plain("nginx-authentication", "wants a password", AuthenticationAsync) with
        {
            Ws = Expect.Handshake(CauseCode.WebSocketRejected, WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
        },
        Plain("nginx-502", "forwards to where nothing listens", site => Task.FromResult($"location / {{ proxy_pass http://127.0.0.1:{FreePort.Next()}; {Upgrade} }}")) with
        {
            Ws = Expect.Handshake(CauseCode.UpstreamUnavailable, WireProtocol.Http),
            Http = Expect.WorksWith(CauseCode.UpstreamUnavailable, WireProtocol.Http),
        },
    ];

    private static ServerKind Plain(string name, string built, Func<ServerSite, Task<string>> locations) => new(name)
    {
        Built = built,
        Package = "nginx-light",
        Programs = ["nginx"],
        Start = async site => await StartAsync(site, FreePort.Next(), "", await locations(site)),
        Ws = null!,
        Wss = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket),
        Http = null!,
        Https = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket),
        Tcp = Expect.Accepted(WireProtocol.Http, WireProtocol.WebSocket),
    };

    private static ServerKind Tls(
        string name, string built, Func<ServerSite, Task<CertificateFiles>> certificate, Func<ServerSite, Task<string>> locations) => new(name)
        {
            Built = built,
            Package = "nginx-light",
            Programs = ["nginx"],
            Start = async site =>
            {
                CertificateFiles files = await certificate(site);
                return await StartAsync(site, FreePort.Next(), " ssl", $"ssl_certificate {files.Chain}; ssl_certificate_key {files.Key}; {await locations(site)}");
            },
            Ws = Expect.WantsTls(),
            Wss = null!,
            Http = Expect.WantsTls(),
            Https = null!,
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "tls",
        };

    private static async Task<ServerAddress> StartAsync(ServerSite site, int port, string listen, string locations)
    {
        string configuration = await site.WriteAsync("nginx.conf", $$"""
            daemon off; master_process off; pid {{site.PathOf("nginx.pid")}}; error_log stderr;
            events { worker_connections 256; }
            http {
                access_log off; default_type text/plain;
                client_body_temp_path {{site.PathOf("body")}}; proxy_temp_path {{site.PathOf("proxy")}};
                fastcgi_temp_path {{site.PathOf("fastcgi")}}; uwsgi_temp_path {{site.PathOf("uwsgi")}}; scgi_temp_path {{site.PathOf("scgi")}};
                server { listen 127.0.0.1:{{port}}{{listen}}; {{locations}} }
            }
            """);
        return await site.StartAsync(port, "nginx", "-e", "stderr", "-c", configuration);
    }

    private static async Task<string> ProxyAsync(ServerSite site, string headers, int statusForOthers)
    {
        ServerAddress backEnd = await KestrelServers.StartWebSocketAsync(site, statusForOthers);
        return $"location / {{ proxy_pass http://127.0.0.1:{backEnd.Port}; {headers} }}";
    }

    private static async Task<string> OtherPathAsync(ServerSite site)
    {
        ServerAddress backEnd = await KestrelServers.StartWebSocketAsync(site, 400);
        return $"location /chat {{ proxy_pass http://127.0.0.1:{backEnd.Port}; {Upgrade} }} location / {{ return 404; }}";
    }

    private static async Task<string> AuthenticationAsync(ServerSite site) =>
        $"auth_basic \"matrix\"; auth_basic_user_file {await site.WriteAsync("passwords", "")}; location / {{ root {await site.WritePagesAsync()}; }}";

    private static async Task<string> ClientCertificateAsync(ServerSite site) =>
        $"ssl_client_certificate {await site.WriteAsync("authority.pem", Certificates.AuthorityPem)}; ssl_verify_client on; {Page}";
}
