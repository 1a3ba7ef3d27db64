using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>DNS over TCP: silent to everything that is no question.</summary>
internal static class NameServers
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        Kind("dnsmasq", "knows no name and asks nobody", "dnsmasq-base", site =>
        {
            int port = FreePort.Next();
            return site.StartAsync(
                port, "dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--user=", "--pid-file=",
                $"--port={port}", "--listen-address=127.0.0.1", "--bind-interfaces");
        }),
        Kind("unbound", "answers every name itself and asks nobody", "unbound", async site =>
        {
            int port = FreePort.Next();
            string configuration = await site.WriteAsync("unbound.conf", $"""
                server:
                  interface: 127.0.0.1
                  port: {port}
                  username: ""
                  chroot: ""
                  directory: "{site.Directory}"
                  pidfile: ""
                  do-daemonize: no
                  use-syslog: no
                  module-config: "iterator"
                  local-zone: "." static
                remote-control:
                  control-enable: no

                """);
            return await site.StartAsync(port, "unbound", "-d", "-c", configuration);
        }),
    ];

    private static ServerKind Kind(string name, string built, string package, Func<ServerSite, Task<ServerAddress>> start) => new(name)
    {
        Built = built,
        Package = package,
        Programs = [name],
        Start = start,
        Ws = Expect.Speaks(WireProtocol.Dns),
        Wss = Expect.SpeaksInPlain(WireProtocol.Dns),
        Http = Expect.Speaks(WireProtocol.Dns),
        Https = Expect.SpeaksInPlain(WireProtocol.Dns),
        Tcp = Expect.Accepted(WireProtocol.Dns),
    };
}
