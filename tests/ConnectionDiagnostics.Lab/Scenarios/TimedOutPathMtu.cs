using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Paths on which large packets vanish, and a server that merely says nothing.</summary>
internal static class TimedOutPathMtu
{
    /// <summary>So many names make the certificate longer than one packet.</summary>
    private const int ManyNames = 150;

    private static readonly string LongPath = "/" + new string('x', 2000);

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("path-mtu-answer-lost")
        {
            Built = "a link in the middle carries 1280 bytes, and its routers say nothing of it: the server's certificate never arrives",
            Topology = LabTopology.TwoRouters,
            Target = "https://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, "11.22.33.44", ManyNames));
                await NarrowAsync(network);
            },
            Truth = [Observe.Counter("router2", "hushed"), Observe.Answers("client", "11.22.33.44", 443)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.PathMtuBlackhole),
        },
        new LabScenario("path-mtu-request-lost")
        {
            Built = "a link in the middle carries 1280 bytes, and its routers say nothing of it: the request never arrives",
            Topology = LabTopology.TwoRouters,
            Target = $"http://11.22.33.44{LongPath}",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await NarrowAsync(network);
            },
            Truth = [Observe.Counter("router", "hushed"), Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.PathMtuBlackhole),
        },
        new LabScenario("path-mtu-answer-page-lost")
        {
            Built = "a link in the middle carries 1280 bytes, and its routers say nothing of it: the page never arrives",
            Topology = LabTopology.TwoRouters,
            Target = "http://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync(locations: $"location / {{ return 200 '{new string('x', 3500)}'; }}");
                await NarrowAsync(network);
            },
            Truth = [Observe.Counter("router2", "hushed"), Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.PathMtuBlackhole),
        },
        new LabScenario("silent-server-behind-narrow-link")
        {
            Built = "a link in the middle carries 1280 bytes, and its routers say so; the server accepts and says nothing",
            Topology = LabTopology.TwoRouters,
            Target = "https://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartListenerAsync("accept", "0.0.0.0", 443);
                await network["router"].RunAsync("ip link set eth1 mtu 1280\n");
                await network["router2"].RunAsync("ip link set eth0 mtu 1280\n");
            },
            Truth = [Observe.Answers("client", "11.22.33.44", 443), Observe.Output("router", "ip link show eth1", "mtu 1280")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerSilent),
        },
        new LabScenario("silent-server-long-request")
        {
            Built = "the server accepts, takes a long request and says nothing; no packet is lost",
            Target = $"http://11.22.33.44:8080{LongPath}",
            Build = network => network.Server.StartListenerAsync("accept", "0.0.0.0", 8080),
            Truth = [Observe.Answers("client", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerSilent),
        },
    ];

    /// <summary>The link between the routers gets narrow, and nobody is told.</summary>
    private static async Task NarrowAsync(LabNetwork network)
    {
        foreach ((string router, string link) in new[] { ("router", "eth1"), ("router2", "eth0") })
        {
            await network[router].RunAsync($"ip link set {link} mtu 1280\n");
            await network[router].FilterAsync("output", """
                icmp type destination-unreachable icmp code frag-needed counter name hushed drop
                icmpv6 type packet-too-big drop
                """);
        }
    }
}
