using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Filters at the server, and before it, that say nothing.</summary>
internal static class TimedOutServerFirewall
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
        new LabScenario("server-default-deny")
        {
            Built = "the server drops everything but SSH",
            Target = "http://11.22.33.44:8080/",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", """
                    tcp dport 22 accept
                    counter name dropped drop
                    """);
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Silent("client", "11.22.33.44", 8443), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
        new LabScenario("server-drops-tcp")
        {
            Built = "the server drops all TCP and answers pings",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "meta l4proto tcp counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Pings("client", "11.22.33.44")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
        new LabScenario("server-drops-everything")
        {
            Built = "the server, behind a router, drops everything, pings too",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Listening("server", "0.0.0.0:8080"), Observe.Neighbour("router", LabAddress.Server, "lladdr")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.HostDown),
        },
        new LabScenario("router-drops-port")
        {
            Built = "the router drops SYNs to the port; sshd answers",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("forward", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("router", "dropped"), Observe.Answers("router", "11.22.33.44", 8080), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
        new LabScenario("second-router-drops-port")
        {
            Built = "the second of two routers drops SYNs to the port; sshd answers",
            Topology = LabTopology.TwoRouters,
            Target = "ws://11.22.33.44:8080/chat",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartWebSocketAsync(8080);
                await network["router2"].FilterAsync("forward", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("router2", "dropped"), Observe.Answers("router2", "11.22.33.44", 8080), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
        new LabScenario("router-drops-at-its-entrance")
        {
            Built = "the router drops SYNs to the port before it looks at their time to live: the picture of a filter at the client, which counts what it could not send",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("prerouting", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("router", "dropped"), Observe.Answers("router", "11.22.33.44", 8080), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
        new LabScenario("own-link-drops-everything")
        {
            Built = "a server on the client's own link drops everything, pings too; ARP answers",
            Topology = LabTopology.SameSubnet,
            Target = $"{LabAddress.Peer}:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Neighbour("client", LabAddress.Peer, "lladdr")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
        new LabScenario("own-machine-drops-loopback")
        {
            Built = "this machine drops SYNs to a port of its loopback that nginx listens on",
            Target = "http://127.0.0.1:8080/",
            Build = async network =>
            {
                await network.Client.StartNginxAsync("8080");
                await network.Client.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("client", "dropped"), Observe.Listening("client", "0.0.0.0:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
        new LabScenario("own-machine-drops-own-address")
        {
            Built = "this machine drops SYNs to its LAN address; the same port of loopback answers",
            Target = $"{LabAddress.Client}:8080",
            Build = async network =>
            {
                await network.Client.StartNginxAsync("8080");
                await network.Client.FilterAsync("input", $"ip daddr {LabAddress.Client} tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("client", "dropped"), Observe.Answers("client", "127.0.0.1", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
        new LabScenario("server-drops-port-ipv6")
        {
            Built = "over IPv6 the server drops SYNs to the port; sshd answers",
            Target = $"[{LabAddress.Server6}]:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("[::]:8080");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Listening("server", "[::]:8080"), Observe.Answers("client", LabAddress.Server6, 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
    ];
}
