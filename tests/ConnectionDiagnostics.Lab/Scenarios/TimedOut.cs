using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The section "Timed out or unreachable" of the causes, with filters that refuse.</summary>
internal static class TimedOut
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("server-drops-port")
        {
            Built = "the server drops SYNs to the port; sshd answers",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Listening("server", "0.0.0.0:8080"), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
        new LabScenario("server-rejects-port")
        {
            Built = "the server rejects SYNs to the port with port unreachable",
            Target = "11.22.33.44:8080",
            Build = network => network.Server.FilterAsync("input", "tcp dport 8080 counter name rejected reject"),
            Truth = [Observe.Counter("server", "rejected")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
        new LabScenario("server-rejects-late")
        {
            Built = "the first SYN is lost, the second is rejected with port unreachable",
            Target = "11.22.33.44:8080",
            Build = network => network.Server.FilterAsync("input", """
                tcp dport 8080 numgen inc mod 2 == 0 counter name lost drop
                tcp dport 8080 counter name rejected reject
                """),
            Truth = [Observe.Counter("server", "lost"), Observe.Counter("server", "rejected")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
        new LabScenario("router-prohibits")
        {
            Built = "the router rejects with administratively prohibited",
            Target = "11.22.33.44:8080",
            Build = network => network.Router.FilterAsync("forward", "ip daddr 11.22.33.44 counter name rejected reject with icmp type admin-prohibited"),
            Truth = [Observe.Counter("router", "rejected")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall),
        },
        new LabScenario("host-absent-behind-router")
        {
            Built = "nobody has the address, in the subnet behind the router",
            Target = $"{LabAddress.AbsentServer}:8080",
            Truth = [Observe.NeighbourFailed("router", LabAddress.AbsentServer)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.HostDown),
        },
        new LabScenario("host-absent-on-own-subnet")
        {
            Built = "nobody has the address, on the client's own subnet",
            Topology = LabTopology.SameSubnet,
            Target = $"{LabAddress.AbsentPeer}:8080",
            Truth = [Observe.NeighbourFailed("client", LabAddress.AbsentPeer)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.HostDown),
        },
        new LabScenario("own-output-drop")
        {
            Built = "the client's own filter drops what it sends to the server",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Client.FilterAsync("output", "ip daddr 11.22.33.44 tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("client", "dropped"), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ClientFirewall),
        },
        new LabScenario("backlog-full")
        {
            Built = "the server's accept queue is full; sshd answers",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartListenerAsync("full", "0.0.0.0", 8080, backlog: 2);
            },
            Truth = [Observe.QueueOverflows("server", 8080), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerBacklogFull, CauseCode.ServerFirewall),
        },
        new LabScenario("own-machine-backlog-full")
        {
            Built = "the accept queue of a listener of this machine is full",
            Target = "127.0.0.1:8080",
            Build = network => network.Client.StartListenerAsync("full", "127.0.0.1", 8080, backlog: 2),
            Truth = [Observe.QueueOverflows("client", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerBacklogFull),
        },
        new LabScenario("no-default-route")
        {
            Built = "the client has an address and no default route",
            Topology = LabTopology.Routed.WithoutRoutes("client"),
            Target = "11.22.33.44:8080",
            Truth = [Observe.NoRoute("client", "11.22.33.44")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoRoute),
        },
    ];
}
