using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Targets that work must not get a cause.</summary>
internal static class Healthy
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("healthy-http")
        {
            Built = "nginx behind a router",
            Target = "http://11.22.33.44/",
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.Listening("server", "0.0.0.0:80"), Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-websocket")
        {
            Built = "a WebSocket server behind a router",
            Target = "ws://11.22.33.44:8080/chat",
            Build = network => network.Server.StartWebSocketAsync(8080),
            Truth = [Observe.Listening("server", "0.0.0.0:8080"), Observe.Answers("client", "11.22.33.44", 8080)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-https")
        {
            Built = "nginx with a certificate of an authority that the client trusts",
            Target = "https://11.22.33.44/",
            Sandbox = LabCertificate.TrustSandbox,
            Environment = new Dictionary<string, string> { [LabCertificate.TrustVariable] = LabCertificate.TrustedFile },
            Build = async network => await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, "11.22.33.44")),
            Truth = [Observe.Answers("client", "11.22.33.44", 443)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-ssh")
        {
            Built = "sshd behind a router",
            Target = "ssh://11.22.33.44",
            Build = network => network.Server.StartSshAsync(),
            Truth = [Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-redis")
        {
            Built = "redis behind a router",
            Target = "redis://11.22.33.44",
            Build = network => network.Server.StartRedisAsync(),
            Truth = [Observe.Answers("client", "11.22.33.44", 6379)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-smtp")
        {
            Built = "a mail server that greets",
            Target = "smtp://11.22.33.44",
            Build = network => network.Server.StartGreeterAsync(25, "220 mail.lab ESMTP ready"),
            Truth = [Observe.Answers("client", "11.22.33.44", 25)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-tcp-that-says-nothing")
        {
            Built = "a TCP server that accepts and waits for the client to speak; nothing more is asked of it",
            Target = "11.22.33.44:9000",
            Build = network => network.Server.StartListenerAsync("accept", "0.0.0.0", 9000, backlog: 4096),
            Truth = [Observe.Answers("client", "11.22.33.44", 9000)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-ipv6")
        {
            Built = "nginx behind a router, over IPv6",
            Target = $"http://[{LabAddress.Server6}]/",
            Build = network => network.Server.StartNginxAsync("[::]:80"),
            Truth = [Observe.Answers("client", LabAddress.Server6, 80)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-own-subnet")
        {
            Built = "nginx on the client's own link",
            Topology = LabTopology.SameSubnet,
            Target = $"http://{LabAddress.Peer}:8080/",
            Build = network => network.Server.StartNginxAsync("8080"),
            Truth = [Observe.Answers("client", LabAddress.Peer, 8080)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-two-addresses")
        {
            Built = "a name with two addresses that both serve",
            Topology = LabTopology.TwoServers,
            Target = "http://pair.lab/",
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--host-record=pair.lab,{LabAddress.Server}", $"--host-record=pair.lab,{LabAddress.SecondServer}");
                await network.Server.StartNginxAsync();
                await network["server2"].StartNginxAsync();
            },
            Truth = [Observe.Answers("client", LabAddress.Server, 80), Observe.Answers("client", LabAddress.SecondServer, 80)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-name-in-both-families")
        {
            Built = "a name with an address of each family, both serve",
            Target = "ws://dual.lab:8080/chat",
            TargetAddresses = [LabAddress.Server, LabAddress.Server6],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--host-record=dual.lab,{LabAddress.Server},{LabAddress.Server6}");
                await network.Server.StartWebSocketAsync(8080, "::");
            },
            Truth = [Observe.Answers("client", LabAddress.Server, 8080), Observe.Answers("client", LabAddress.Server6, 8080)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-first-syn-lost")
        {
            Built = "the first SYN is lost, the next one is answered",
            Target = "http://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network.Server.FilterAsync("input", "tcp flags & (syn | ack) == syn numgen inc mod 3 == 0 counter name lost drop");
            },
            Truth = [Observe.Counter("server", "lost"), Observe.Listening("server", "0.0.0.0:80")],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-far-away")
        {
            Built = "the server is 600 ms away",
            Target = "http://11.22.33.44/",
            Build = async network =>
            {
                await network.Router.StartTunnelAsync(network.Server, "10.8.0.1/30", "10.8.0.2/30", TimeSpan.FromMilliseconds(300));
                await network.Router.RunAsync("ip route add 11.22.33.44/32 dev tun0\n");
                await network.Server.RunAsync("ip route replace default dev tun0\n");
                await network.Server.StartNginxAsync();
            },
            Truth = [Observe.Answers("client", "11.22.33.44", 80), Observe.Output("router", "ip -s link show tun0", "[1-9]")],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-through-tunnel")
        {
            Built = "the client's way to the server is a tunnel interface",
            Target = "http://11.22.33.44:8080/",
            Build = async network =>
            {
                await network.Client.StartTunnelAsync(network.Router, "10.8.0.2/30", "10.8.0.1/30", TimeSpan.FromMilliseconds(5));
                await network.Client.RunAsync("ip route add 11.22.33.0/24 dev tun0\n");
                await network.Server.StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", "11.22.33.44", 8080), Observe.Output("client", "ip route get 11.22.33.44", "dev tun0")],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-behind-two-routers")
        {
            Built = "nginx behind two routers",
            Topology = LabTopology.TwoRouters,
            Target = "http://11.22.33.44/",
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-narrow-link")
        {
            Built = "a link in the middle carries 1280 bytes and its routers say so; certificate and request are longer",
            Topology = LabTopology.TwoRouters,
            Target = "https://11.22.33.44/" + new string('x', 1500),
            Sandbox = LabCertificate.TrustSandbox,
            Environment = new Dictionary<string, string> { [LabCertificate.TrustVariable] = LabCertificate.TrustedFile },
            Build = async network =>
            {
                await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, "11.22.33.44", moreNames: 150));
                await network.Router.RunAsync("ip link set eth1 mtu 1280\n");
                await network["router2"].RunAsync("ip link set eth0 mtu 1280\n");
            },
            Truth = [Observe.Answers("client", "11.22.33.44", 443), Observe.Output("router2", "ip link show eth0", "mtu 1280")],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-cloud-address")
        {
            Built = "nginx at an AWS address",
            Topology = LabTopology.RoutedTo(LabAddress.AwsServer),
            Target = $"http://{LabAddress.AwsServer}:8080/",
            Build = network => network.Server.StartNginxAsync("8080"),
            Truth = [Observe.Answers("client", LabAddress.AwsServer, 8080)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-cdn-address")
        {
            Built = "nginx over TLS at a Cloudflare address, on 443",
            Topology = LabTopology.RoutedTo(LabAddress.CloudflareServer),
            Target = $"https://{LabAddress.CloudflareServer}/",
            Sandbox = LabCertificate.TrustSandbox,
            Environment = new Dictionary<string, string> { [LabCertificate.TrustVariable] = LabCertificate.TrustedFile },
            Build = async network => await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, LabAddress.CloudflareServer)),
            Truth = [Observe.Answers("client", LabAddress.CloudflareServer, 443)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-company-network")
        {
            Built = "nginx at a private address in a company's routed network",
            Topology = LabTopology.Company,
            Target = $"http://{LabAddress.CompanyServer}/",
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.Answers("client", LabAddress.CompanyServer, 80)],
            Expected = Expectation.Connected,
        },
    ];
}
