using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Accept queues that overflow.</summary>
internal static class TimedOutBacklog
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
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
        new LabScenario("backlog-full-on-own-subnet")
        {
            Built = "the accept queue of a server on the client's own link is full; nothing else runs there",
            Topology = LabTopology.SameSubnet,
            Target = $"http://{LabAddress.Peer}:8080/",
            Build = network => network.Server.StartListenerAsync("full", "0.0.0.0", 8080, backlog: 5),
            Truth = [Observe.QueueOverflows("server", 8080), Observe.Refuses("client", LabAddress.Peer, 80)],
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
        new LabScenario("own-machine-backlog-full-ipv6")
        {
            Built = "the accept queue of a listener of this machine is full, over IPv6",
            Target = "ws://[::1]:8080/chat",
            Build = network => network.Client.StartListenerAsync("full", "::1", 8080, backlog: 2),
            Truth = [Observe.QueueOverflows("client", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerBacklogFull),
        },
        new LabScenario("own-machine-dropped-beside-full-backlog")
        {
            Built = "this machine drops SYNs to its LAN address; the full queue belongs to a listener on loopback",
            Target = $"{LabAddress.Client}:8080",
            Build = async network =>
            {
                await network.Client.StartListenerAsync("full", "127.0.0.1", 8080, backlog: 2);
                await network.Client.StartListenerAsync("accept", LabAddress.Client, 8080);
                await network.Client.FilterAsync("input", $"ip daddr {LabAddress.Client} tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("client", "dropped"), Observe.Listening("client", $"{LabAddress.Client}:8080"), Observe.Listening("client", "127.0.0.1:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
    ];
}
