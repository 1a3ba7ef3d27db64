using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Filters that refuse with resets, and what looks like one.</summary>
internal static class RefusedByFilter
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("reset-by-the-only-router")
        {
            Built = "the one router before the server rejects the port with resets, from as far away as the server answers",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("forward", "tcp dport 8080 counter name resets reject with tcp reset");
            },
            Truth = [Observe.Counter("router", "resets"), Observe.Listening("server", "0.0.0.0:8080")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerFirewall, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("reset-at-the-routers-entrance")
        {
            Built = "the router rejects the port with resets before it looks at the time to live, for every address: as a transparent proxy that is down would",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("prerouting", "iifname eth0 tcp dport 8080 counter name resets reject with tcp reset");
            },
            Truth = [Observe.Counter("router", "resets"), Observe.Listening("server", "0.0.0.0:8080"), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerFirewall, CauseCode.ClientProxyInterferes),
        },
        new LabScenario("port-not-forwarded")
        {
            Built = "the target is a gateway that forwards SSH to a server behind it, and the dialled port to nobody: it refuses that itself, nearer than SSH",
            Topology = LabTopology.TwoRouters,
            Target = "11.22.30.2:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network["router2"].AddTableAsync(
                    "chain forwarded { type nat hook prerouting priority -100;\nip daddr 11.22.30.2 tcp dport 22 counter name forwarded dnat ip to 11.22.33.44:22\n}",
                    "counter name forwarded");
            },
            Truth = [Observe.NotListening("router2", 8080), Observe.Counter("router2", "forwarded"), Observe.Answers("client", "11.22.30.2", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("own-filter-resets")
        {
            Built = "nginx listens on this machine, and this machine's own filter rejects the port with resets",
            Target = "127.0.0.1:8080",
            Build = async network =>
            {
                await network.Client.StartNginxAsync("8080");
                await network.Client.FilterAsync("input", "tcp dport 8080 counter name resets reject with tcp reset");
            },
            Truth = [Observe.Counter("client", "resets"), Observe.Listening("client", "0.0.0.0:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
    ];
}
