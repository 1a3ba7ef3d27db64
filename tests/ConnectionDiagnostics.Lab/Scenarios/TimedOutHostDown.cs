using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Hosts that are not there.</summary>
internal static class TimedOutHostDown
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
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
        new LabScenario("host-absent-behind-silent-router")
        {
            Built = "nobody has the address; the router sends no ICMP at all",
            Target = $"{LabAddress.AbsentServer}:8080",
            Build = network => network.Router.FilterAsync("output", "meta l4proto icmp counter name hushed drop"),
            Truth = [Observe.NeighbourFailed("router", LabAddress.AbsentServer), Observe.Counter("router", "hushed")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.HostDown, CauseCode.ServerFirewall),
        },
        new LabScenario("host-absent-router-says-no-unreachable")
        {
            Built = "nobody has the address; the router says time exceeded but never unreachable (no ip unreachables)",
            Target = $"{LabAddress.AbsentServer}:8080",
            Build = network => network.Router.FilterAsync("output", "icmp type destination-unreachable counter name hushed drop"),
            Truth = [Observe.NeighbourFailed("router", LabAddress.AbsentServer), Observe.Counter("router", "hushed")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.HostDown, CauseCode.ServerFirewall),
        },
        new LabScenario("host-just-switched-off")
        {
            Built = "a host on the client's own link was switched off a moment ago: its ARP entry is still valid",
            Topology = LabTopology.SameSubnet,
            Target = $"{LabAddress.Peer}:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Client.RunAsync($"/usr/bin/python3 -c 'import socket; socket.create_connection((\"{LabAddress.Peer}\", 8080), 3)'\n");
                await network.Server.RunAsync("ip link set eth0 down\n");
            },
            Truth = [Observe.Output("server", "ip link show eth0", "state DOWN"), Observe.Neighbour("client", LabAddress.Peer, "lladdr .*(REACHABLE|STALE|DELAY)")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.HostDown, CauseCode.ServerFirewall),
        },
        new LabScenario("host-absent-ipv6-behind-router")
        {
            Built = "over IPv6 nobody has the address, in the subnet behind the router",
            Target = $"[{LabAddress.AbsentServer6}]:8080",
            Truth = [Observe.NeighbourFailed("router", LabAddress.AbsentServer6)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.HostDown),
        },
        new LabScenario("host-absent-ipv6-on-own-link")
        {
            Built = "over IPv6 nobody has the address, on the client's own link",
            Topology = LabTopology.SameSubnet,
            Target = "[2e00:77::99]:8080",
            Truth = [Observe.NeighbourFailed("client", "2e00:77::99")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Unreachable, CauseCode.HostDown, CauseCode.ServerFirewall),
        },
        new LabScenario("ipv6-neighbour-discovery-dropped")
        {
            Built = "a server on the client's own link runs and drops all ICMPv6: to neighbour discovery it looks absent",
            Topology = LabTopology.SameSubnet,
            Target = $"[{LabAddress.Peer6}]:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("[::]:8080");
                await network.Server.FilterAsync("input", "meta l4proto ipv6-icmp counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.NeighbourFailed("client", LabAddress.Peer6), Observe.Listening("server", "[::]:8080")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall, CauseCode.HostDown),
        },
    ];
}
