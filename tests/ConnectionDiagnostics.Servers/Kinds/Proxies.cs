using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>Proxies that are taken for the server itself.</summary>
internal static class Proxies
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        new("tinyproxy")
        {
            Built = "an HTTP proxy: 400 to whoever takes it for the server",
            Package = "tinyproxy-bin",
            Programs = ["tinyproxy"],
            Start = async site =>
            {
                int port = FreePort.Next();
                string configuration = await site.WriteAsync("tinyproxy.conf", $"Listen 127.0.0.1\nPort {port}\nTimeout 600\nMaxClients 100\nAllow 127.0.0.1\n");
                return await site.StartAsync(port, "tinyproxy", "-d", "-c", configuration);
            },
            Ws = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http, WireProtocol.HttpProxy) with
            {
                First = [CauseCode.WebSocketNotSupported, CauseCode.WebSocketRejected, CauseCode.ProtocolMismatch],
            },
            Wss = Expect.LacksTls(WireProtocol.Http, WireProtocol.HttpProxy) with { AlsoTrue = [CauseCode.ProtocolMismatch] },
            Http = Expect.Works(WireProtocol.Http, WireProtocol.HttpProxy),
            Https = Expect.LacksTls(WireProtocol.Http, WireProtocol.HttpProxy) with { AlsoTrue = [CauseCode.ProtocolMismatch] },
            Tcp = Expect.Accepted(WireProtocol.Http, WireProtocol.HttpProxy),
        },
        new("dante")
        {
            Built = "a SOCKS proxy",
            Package = "dante-server",
            Programs = ["danted"],
            NeedsRoot = true,
            Start = async site =>
            {
                int port = FreePort.Next();
                string configuration = await site.WriteAsync("danted.conf", $$"""
                    logoutput: stderr
                    internal: 127.0.0.1 port = {{port}}
                    external: 127.0.0.1
                    socksmethod: none
                    clientmethod: none
                    user.privileged: root
                    user.unprivileged: nobody
                    client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
                    socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 }

                    """);
                return await site.StartAsync(port, "danted", "-f", configuration);
            },
            // It speaks version 4 as well.
            Ws = Expect.Speaks(WireProtocol.Socks5, WireProtocol.Socks4),
            Wss = Expect.SpeaksInPlain(WireProtocol.Socks5, WireProtocol.Socks4),
            Http = Expect.Speaks(WireProtocol.Socks5, WireProtocol.Socks4),
            Https = Expect.SpeaksInPlain(WireProtocol.Socks5, WireProtocol.Socks4),
            Tcp = Expect.Accepted(WireProtocol.Socks5, WireProtocol.Socks4),
            OwnScheme = "socks5",
            Own = Expect.Works(WireProtocol.Socks5),
        },
    ];
}
