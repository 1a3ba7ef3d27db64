using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The address can be nobody's, or nobody's that is meant.</summary>
internal static class WrongHost
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("wrong-host-broadcast")
        {
            Built = "the broadcast address of the client's own subnet",
            Target = "192.168.77.255:8080",
            Truth = [Observe.Output("client", "ip route get 192.168.77.255", "broadcast")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.WrongHost),
        },
        new LabScenario("wrong-host-multicast")
        {
            Built = "a multicast group",
            Target = "239.1.2.3:8080",
            Truth = [Observe.Output("client", "ip route get 239.1.2.3", "multicast")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.WrongHost),
        },
        new LabScenario("class-e-address")
        {
            Built = "an address of 240.0.0.0/4, for which the router has no route",
            Target = "240.0.0.7:8080",
            Truth = [Observe.Output("client", "ip route get 240.0.0.7", "via"), Observe.NoRoute("router", "240.0.0.7")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.WrongHost),
        },
        new LabScenario("class-e-address-silent")
        {
            Built = "an address of 240.0.0.0/4, which the router discards in silence",
            Target = "240.0.0.7:8080",
            Build = network => network.Router.FilterAsync("prerouting", "ip daddr 240.0.0.0/4 counter name dropped drop"),
            Truth = [Observe.Counter("router", "dropped")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.WrongHost),
        },
        new LabScenario("unspecified-address-refused")
        {
            Built = "0.0.0.0, copied from the server's configuration into the client's; the service runs on the server, nothing on this machine",
            Target = "0.0.0.0:8080",
            Build = network => network.Server.StartNginxAsync("8080"),
            Truth = [Observe.NotListening("client", 8080), Observe.Listening("server", "0.0.0.0:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.WrongHost, CauseCode.ServerNotListening),
        },
        new LabScenario("address-that-ends-like-broadcast")
        {
            Built = "a server's address ends in 255 without being broadcast, because its subnet is a /23; the service is stopped",
            Topology = new LabTopology
            {
                Segments =
                [
                    LabTopology.Routed.Segments[0],
                    new LabSegment("dmz", new LabAttachment("router", "11.22.34.1/23"), new LabAttachment("server", "11.22.34.255/23")),
                ],
                Routes = [new LabRoute("client", $"default via {LabAddress.Router}"), new LabRoute("server", "default via 11.22.34.1")],
            },
            Target = "11.22.34.255:8080",
            Build = network => network.Server.StartSshAsync(),
            Truth = [Observe.NotListening("server", 8080), Observe.Answers("client", "11.22.34.255", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
    ];
}
