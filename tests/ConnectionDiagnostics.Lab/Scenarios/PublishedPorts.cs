using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>
/// Ports of containers that this machine publishes by its packet filter alone, without a listener of its own. The service in the
/// container runs, and listens on the container's 127.0.0.1 only: its kernel refuses, not this machine's.
/// </summary>
internal static class PublishedPorts
{
    private static readonly LabTopology Containers = new()
    {
        Segments =
        [
            LabTopology.Routed.Segments[0],
            new LabSegment("bridge", new LabAttachment("client", "172.17.0.1/16"), new LabAttachment("server", "172.17.0.2/16")),
        ],
        Routes = [new LabRoute("client", $"default via {LabAddress.Router}"), new LabRoute("server", "default via 172.17.0.1")],
    };

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        Published("published-port", "a container's port is published on this machine's address; the service listens on the container's 127.0.0.1", LabAddress.Client, "docker0"),
        Published("published-port-of-another-engine", "the same, with a bridge that has a name of its own", LabAddress.Client, "backend0"),
        Published("published-port-on-localhost", "the same on localhost, as Docker does it without its userland proxy (route_localnet)", "127.0.0.1", "docker0"),
    ];

    private static LabScenario Published(string name, string built, string address, string bridge) => new(name)
    {
        Built = built,
        Topology = Containers,
        Target = $"http://{address}:8080/",
        Build = async network =>
        {
            await network.Client.RunAsync($"ip link set eth1 down\nip link set eth1 name {bridge}\nip link set {bridge} up\n");
            await network.Client.SysctlAsync("net.ipv4.ip_forward", "1");
            await network.Client.SysctlAsync($"net.ipv4.conf.{bridge}.route_localnet", "1");
            await network.Server.StartNginxAsync("127.0.0.1:8080");
            await network.Client.AddTableAsync(
                $$"""
                chain publish { type nat hook output priority -100; ip daddr {{address}} tcp dport 8080 counter name published dnat ip to 172.17.0.2:8080; }
                chain hide { type nat hook postrouting priority 100; oifname {{bridge}} masquerade; }
                """,
                "counter name published");
        },
        Truth =
        [
            Observe.Counter("client", "published"), Observe.NotListening("client", 8080), Observe.Listening("server", "127.0.0.1:8080"),
            Observe.Output("server", "awk '/^Tcp: [0-9]/ { print \"resets sent: \" $15 }' /proc/net/snmp", "resets sent: [1-9]"),
        ],
        Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress, CauseCode.ServerNotListening),
    };
}
