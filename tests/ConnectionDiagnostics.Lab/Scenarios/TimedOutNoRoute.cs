using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Routes that are missing or lead nowhere.</summary>
internal static class TimedOutNoRoute
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("no-default-route")
        {
            Built = "the client has an address and no default route",
            Topology = LabTopology.Routed.WithoutRoutes("client"),
            Target = "11.22.33.44:8080",
            Truth = [Observe.NoRoute("client", "11.22.33.44")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoRoute),
        },
        Special("route-unreachable", "unreachable", ConnectionOutcome.Unreachable),
        Special("route-prohibited", "prohibit", ConnectionOutcome.BlockedLocally),
        Special("route-blackhole", "blackhole", ConnectionOutcome.Unreachable),
        new LabScenario("gateway-absent")
        {
            Built = "nobody has the default gateway's address",
            Topology = LabTopology.SameSubnet.WithoutRoutes("client").WithRoute("client", $"default via {LabAddress.AbsentPeer}"),
            Target = "11.22.33.44:8080",
            Truth = [Observe.NeighbourFailed("client", LabAddress.AbsentPeer)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoRoute),
        },
        new LabScenario("gateway-without-route")
        {
            Built = "the default gateway is a router that leads nowhere and says network unreachable; another one on the link leads to the server",
            Topology = LabTopology.TwoGateways.WithoutRoutes("client").WithRoute("client", $"default via {LabAddress.Peer}"),
            Target = "11.22.33.44:8080",
            Build = network => network.Server.StartNginxAsync("8080"),
            Truth = [Observe.NoRoute("router2", "11.22.33.44"), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoRoute),
        },
        new LabScenario("gateway-does-not-forward")
        {
            Built = "the default gateway is a host that forwards nothing and says nothing",
            Topology = LabTopology.TwoGateways.WithoutRoutes("client").WithRoute("client", $"default via {LabAddress.Peer}"),
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network["router2"].SysctlAsync("net.ipv4.ip_forward", "0");
            },
            Truth = [Observe.Pings("client", LabAddress.Peer), Observe.Silent("client", "11.22.33.44", 8080), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.NoRoute, CauseCode.ServerFirewall, CauseCode.HostDown),
        },
        new LabScenario("server-answers-cannot-return")
        {
            Built = "the server has no route back: SYNs arrive, answers do not",
            Topology = LabTopology.Routed.WithoutRoutes("server"),
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name arrived accept");
            },
            Truth = [Observe.Counter("server", "arrived"), Observe.NoRoute("server", LabAddress.Client), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.HostDown),
        },
    ];

    private static LabScenario Special(string name, string type, ConnectionOutcome outcome) => new(name)
    {
        Built = $"the client has a route of type {type} to the server; its default route is right",
        Topology = LabTopology.Routed.WithRoute("client", $"{type} 11.22.33.0/24"),
        Target = "11.22.33.44:8080",
        Build = network => network.Server.StartNginxAsync("8080"),
        Truth = [Observe.Output("client", "ip route show 11.22.33.0/24", type), Observe.NoRoute("client", "11.22.33.44"), Observe.Answers("router", "11.22.33.44", 8080)],
        Expected = Expectation.Decided(outcome, CauseCode.NoRoute),
    };
}
