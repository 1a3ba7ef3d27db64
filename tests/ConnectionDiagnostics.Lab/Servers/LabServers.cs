using ConnectionDiagnostics.Lab.Network;

namespace ConnectionDiagnostics.Lab.Servers;

/// <summary>Starts servers on a node: real ones where there are, scripts for sockets that behave oddly. Each is listening when its task ends.</summary>
internal static class LabServers
{
    /// <summary>nginx over HTTP, with a page at /.</summary>
    /// <param name="node">Where.</param>
    /// <param name="listen">What its <c>listen</c> says: a port, or address:port.</param>
    /// <param name="locations">More of its <c>server</c> block.</param>
    public static async Task StartNginxAsync(this LabNode node, string listen = "80", string locations = "location / { return 200 'hello\\n'; }")
    {
        string configuration = node.PathOf($"nginx-{Port(listen)}.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off; master_process off; pid {{configuration}}.pid; error_log stderr;
            events { worker_connections 256; }
            http {
                access_log off; default_type text/plain;
                client_body_temp_path {{configuration}}.body; proxy_temp_path {{configuration}}.proxy;
                fastcgi_temp_path {{configuration}}.fastcgi; uwsgi_temp_path {{configuration}}.uwsgi; scgi_temp_path {{configuration}}.scgi;
                server { listen {{listen}}; {{locations}} }
            }
            """);
        await WaitListeningAsync(node, node.Start("nginx", "-e", "stderr", "-c", configuration), Port(listen));
    }

    /// <summary>nginx over TLS.</summary>
    public static Task StartNginxAsync(this LabNode node, LabCertificate certificate, int port = 443) => node.StartNginxAsync(
        $"{port} ssl", $"ssl_certificate {certificate.ChainFile}; ssl_certificate_key {certificate.KeyFile}; location / {{ return 200 'hello\\n'; }}");

    public static Task StartRedisAsync(this LabNode node, int port = 6379, string bind = "*", string password = "") => WaitListeningAsync(
        node,
        node.Start("redis-server", "--port", $"{port}", "--bind", bind, "--protected-mode", "no", "--save", "", "--requirepass", password, "--dir", Path.GetTempPath()),
        port);

    public static async Task StartSshAsync(this LabNode node, int port = 22)
    {
        string key = node.PathOf("ssh-key");
        await node.RunAsync($"mkdir -p /run/sshd\nssh-keygen -q -t ed25519 -N '' -f '{key}'\n");
        await WaitListeningAsync(node, node.Start("/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null", "-p", $"{port}", "-h", key), port);
    }

    /// <summary>A name server that knows what its arguments say: <c>--address=/name/192.0.2.1</c>.</summary>
    public static Task StartDnsAsync(this LabNode node, params string[] records) => WaitListeningAsync(
        node, node.Start(["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--no-daemon", "--user=root", "--pid-file=", .. records]), 53);

    /// <summary>A listener that does one odd thing, see listener.py.</summary>
    public static Task StartListenerAsync(this LabNode node, string mode, string address, int port, int backlog = 128) =>
        node.StartPython("listener.py", mode, $"{backlog}", address, $"{port}").WaitReadyAsync();

    public static Task StartWebSocketAsync(this LabNode node, int port, string address = "0.0.0.0") =>
        node.StartPython("websocket.py", address, $"{port}").WaitReadyAsync();

    /// <summary>Opens connections from the node and holds them.</summary>
    public static Task HoldConnectionsAsync(this LabNode node, string address, int port, int count) =>
        node.StartPython("holder.py", address, $"{port}", $"{count}").WaitReadyAsync();

    /// <summary>The login page of a hosting panel, see panel.py.</summary>
    public static Task StartPanelAsync(this LabNode node, string panel, int port, LabCertificate? certificate = null) => node.StartPython(
        "panel.py", certificate is null ? [panel, $"{port}"] : [panel, $"{port}", certificate.ChainFile, certificate.KeyFile]).WaitReadyAsync();

    /// <summary>A server that speaks first.</summary>
    public static Task StartGreeterAsync(this LabNode node, int port, string greeting) => node.StartPython("greeter.py", $"{port}", greeting).WaitReadyAsync();

    /// <summary>Gives both nodes a device tun0, joined by a tunnel that holds packets for a while. Addresses and routes are the caller's.</summary>
    public static async Task StartTunnelAsync(this LabNode node, LabNode other, string address, string otherAddress, TimeSpan delay)
    {
        await node.StartPython("tunnel.py", other.NamespaceFile, $"{(int)delay.TotalMilliseconds}").WaitReadyAsync();
        await node.RunAsync($"ip addr add {address} dev tun0\nip link set tun0 up\n");
        await other.RunAsync($"ip addr add {otherAddress} dev tun0\nip link set tun0 up\n");
    }

    public static LabProcess StartPython(this LabNode node, string script, params string[] arguments) =>
        node.Start(["/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Servers", script), .. arguments]);

    private static string Port(string listen) => listen[(listen.LastIndexOf(':') + 1)..].Split(' ')[0];

    private static Task WaitListeningAsync(LabNode node, LabProcess process, object port) =>
        process.WaitAsync(async () => (await node.ListenersAsync($"sport = :{port}")).Length > 0);
}
