using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>HAProxy.</summary>
internal static class Gateways
{
    private const string Page = "http-request return status 200 content-type text/plain string hello";

    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        Kind("haproxy-http", "a page", (site, port) => Task.FromResult($"  bind 127.0.0.1:{port}\n  {Page}\n")) with
        {
            Ws = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Wss = Expect.LacksTls(WireProtocol.Http),
            Http = Expect.Works(WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Http),
        },
        Kind("haproxy-https", "a page over TLS, trusted certificate: closes on plain text", async (site, port) =>
            $"  bind 127.0.0.1:{port} ssl crt {(await site.WriteTrustedAsync()).Both}\n  {Page}\n") with
        {
            Ws = Expect.WantsTls(),
            Wss = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Http = Expect.WantsTls(),
            Https = Expect.Works(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "tls",
            Own = Expect.Works(WireProtocol.Tls, WireProtocol.Http),
        },
        Kind("haproxy-websocket", "forwards to a WebSocket server", async (site, port) =>
            $"  bind 127.0.0.1:{port}\n  default_backend live\nbackend live\n  server one 127.0.0.1:{(await KestrelServers.StartWebSocketAsync(site, 400)).Port}\n") with
        {
            Ws = Expect.Works(WireProtocol.WebSocket),
            Wss = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket),
            Http = Expect.Works(WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket),
            Tcp = Expect.Accepted(WireProtocol.Http, WireProtocol.WebSocket),
        },
        Kind("haproxy-503", "forwards to where nothing listens", (site, port) =>
            Task.FromResult($"  bind 127.0.0.1:{port}\n  default_backend dead\nbackend dead\n  server one 127.0.0.1:{FreePort.Next()}\n")) with
        {
            Ws = Expect.Handshake(CauseCode.UpstreamUnavailable, WireProtocol.Http),
            Wss = Expect.LacksTls(WireProtocol.Http),
            Http = Expect.WorksWith(CauseCode.UpstreamUnavailable, WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http),
            Tcp = Expect.Accepted(WireProtocol.Http),
        },
        Kind("haproxy-tcp-dead", "passes bytes on to where nothing listens: accepts and closes, as a published container port does", (site, port) =>
            Task.FromResult($"  mode tcp\n  bind 127.0.0.1:{port}\n  default_backend dead\nbackend dead\n  mode tcp\n  server one 127.0.0.1:{FreePort.Next()}\n")) with
        {
            Ws = Closes,
            Wss = Closes,
            Http = Closes,
            Https = Closes,
            Tcp = Expect.Accepted(),
        },
    ];

    private static Expectation Closes => Expect.Fails(ConnectionOutcome.Reset, CauseCode.ServerClosesImmediately, [null]);

    private static ServerKind Kind(string name, string built, Func<ServerSite, int, Task<string>> frontEnd) => new(name)
    {
        Built = built,
        Package = "haproxy",
        Programs = ["haproxy"],
        Start = async site =>
        {
            int port = FreePort.Next();
            string configuration = await site.WriteAsync("haproxy.cfg", $"""
                defaults
                  mode http
                  retries 0
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                frontend matrix
                {await frontEnd(site, port)}

                """);
            return await site.StartAsync(port, "haproxy", "-db", "-f", configuration);
        },
        Ws = null!,
        Wss = null!,
        Http = null!,
        Https = null!,
        Tcp = null!,
    };
}
