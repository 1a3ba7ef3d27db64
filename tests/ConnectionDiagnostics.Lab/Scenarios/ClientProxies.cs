using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Software on the client, or a proxy near it, answers in the server's place.</summary>
internal static class ClientProxies
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("fake-ip-name")
        {
            Built = "the name resolves to 198.18.0.7, which leads into a TUN interface where nobody answers",
            Target = "https://www.lab.example/",
            TargetAddresses = ["198.18.0.7"],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Client.RunAsync("ip tuntap add dev tun0 mode tun\nip addr add 198.18.0.1/30 dev tun0\nip link set tun0 up\nip route add 198.18.0.0/15 dev tun0\n");
                network.Client.Start("/usr/bin/python3", "-c", "import fcntl,struct,time; f=open('/dev/net/tun','r+b',0); fcntl.ioctl(f,0x400454ca,struct.pack('16sH',b'tun0',0x1001)); time.sleep(600)");
                await network.Client.RunAsync("for i in $(seq 50); do ip link show tun0 | grep -q LOWER_UP && break; sleep 0.1; done\n");
                await network.Router.StartDnsAsync("--address=/www.lab.example/198.18.0.7");
                await network.Client.UseNameServersAsync(LabAddress.Router);
            },
            Truth = [Observe.Output("client", "ip route get 198.18.0.7", "dev tun0")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ClientProxyInterferes),
        },
        new LabScenario("redirected-to-a-dead-proxy")
        {
            Built = "this machine redirects outgoing connections to a local port where no proxy runs any more",
            Target = "http://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network.Client.AddTableAsync(
                    "chain proxy { type nat hook output priority -100;\nip daddr 11.22.0.0/16 meta l4proto tcp counter name redirected redirect to :7892\n}",
                    "counter name redirected");
            },
            Truth = [Observe.Counter("client", "redirected"), Observe.NotListening("client", 7892), Observe.Answers("router", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ClientProxyInterferes),
        },
        new LabScenario("transparent-proxy-that-hangs-up")
        {
            Built = "the router sends every connection into a proxy of its own, which accepts and closes",
            Topology = LabTopology.TwoRouters,
            Target = "ws://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartWebSocketAsync(80);
                await network.Router.StartListenerAsync("close", "0.0.0.0", 3129);
                await network.Router.AddTableAsync(
                    "chain proxy { type nat hook prerouting priority -100;\niifname eth0 meta l4proto tcp counter name redirected redirect to :3129\n}",
                    "counter name redirected");
            },
            Truth = [Observe.Counter("router", "redirected"), Observe.Answers("router2", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Reset, CauseCode.ClientProxyInterferes),
        },
        new LabScenario("the-router-itself-is-the-target")
        {
            Built = "the far address of the router itself, where nothing listens: it answers at one hop, and no proxy is there",
            Target = "11.22.33.1:8080",
            Truth = [Observe.NotListening("router", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("a-dead-proxy-in-the-environment")
        {
            Built = "http_proxy names a dead proxy; the target itself refuses the direct connection",
            Target = "http://11.22.33.44:8080/",
            Environment = new Dictionary<string, string> { ["http_proxy"] = "http://127.0.0.1:7890" },
            Truth = [Observe.NotListening("server", 8080), Observe.NotListening("client", 7890)],
            // A .NET application never asks the target: its client goes to the proxy.
            Expected = Expectation.Decided(ConnectionOutcome.ProxyFailed, CauseCode.ProxyUnreachable),
        },
        new LabScenario("redirected-to-a-proxy-that-hangs-up")
        {
            Built = "this machine redirects outgoing connections to a local proxy, which accepts and closes",
            Target = "ws://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartWebSocketAsync(80);
                await network.Client.StartListenerAsync("close", "0.0.0.0", 7892);
                await network.Client.AddTableAsync(
                    "chain proxy { type nat hook output priority -100;\nip daddr 11.22.0.0/16 meta l4proto tcp counter name redirected redirect to :7892\n}",
                    "counter name redirected");
            },
            Truth = [Observe.Counter("client", "redirected"), Observe.Answers("router", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Reset, CauseCode.ClientProxyInterferes),
        },
        new LabScenario("fake-ip-by-the-routers-proxy")
        {
            Built = "the name resolves to 198.18.0.7; there is no tunnel on the client: the proxy is the router's, accepts and closes",
            Target = "ws://www.lab.example/",
            TargetAddresses = ["198.18.0.7"],
            NameServers = [LabAddress.Router],
            Build = StartRouterProxyAsync,
            Truth = [Observe.Counter("router", "redirected"), Observe.Output("client", "ip route get 198.18.0.7", "via 192.168.77.1 dev eth0")],
            Expected = Expectation.Decided(ConnectionOutcome.Reset, CauseCode.ClientProxyInterferes),
        },
        new LabScenario("fake-ip-that-was-not-expected")
        {
            Built = "the router's proxy answers the name with 198.18.0.7 and closes; the caller expects the server's real address, which DNS elsewhere has",
            Target = "ws://www.lab.example/",
            Arguments = ["--expect-address", LabAddress.Server],
            TargetAddresses = ["198.18.0.7", LabAddress.Server],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await StartRouterProxyAsync(network);
                await network.Server.StartWebSocketAsync(80);
            },
            Truth = [Observe.Counter("router", "redirected"), Observe.Answers("client", LabAddress.Server, 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Reset, CauseCode.ClientProxyInterferes, CauseCode.DnsPointsElsewhere),
        },
    ];

    /// <summary>As proxy software on a router does it: names get addresses that nobody has, and connections to them end in the proxy, which hangs up here.</summary>
    private static async Task StartRouterProxyAsync(LabNetwork network)
    {
        await network.Router.StartListenerAsync("close", "0.0.0.0", 7892);
        await network.Router.AddTableAsync(
            "chain proxy { type nat hook prerouting priority -100;\nip daddr 198.18.0.0/15 meta l4proto tcp counter name redirected redirect to :7892\n}",
            "counter name redirected");
        await network.Router.StartDnsAsync("--address=/www.lab.example/198.18.0.7");
        await network.Client.UseNameServersAsync(LabAddress.Router);
    }
}
