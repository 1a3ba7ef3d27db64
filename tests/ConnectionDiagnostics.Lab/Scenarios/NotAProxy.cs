using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>What looks like proxy software at work, and is none.</summary>
internal static class NotAProxy
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("benchmark-network-without-a-proxy")
        {
            Built = "a laboratory uses 198.18.0.0/24 for what it is meant for; its server is up behind a router, the service is stopped; no proxy, no tunnel",
            Topology = LabTopology.RoutedTo("198.18.0.44"),
            Target = "198.18.0.44:8080",
            Build = network => network.Server.StartSshAsync(),
            Truth = [Observe.NotListening("server", 8080), Observe.Answers("client", "198.18.0.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("tunnel-to-a-stopped-service")
        {
            Built = "the way to the server is a VPN's tunnel interface, which works; the service is stopped",
            Target = "http://11.22.33.44:8080/",
            Build = async network =>
            {
                await network.Client.StartTunnelAsync(network.Router, "10.8.0.2/30", "10.8.0.1/30", TimeSpan.FromMilliseconds(5));
                await network.Client.RunAsync("ip route add 11.22.33.0/24 dev tun0\n");
                await network.Server.StartSshAsync();
            },
            Truth = [Observe.NotListening("server", 8080), Observe.Answers("client", "11.22.33.44", 22), Observe.Output("client", "ip route get 11.22.33.44", "dev tun0")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
    ];
}
