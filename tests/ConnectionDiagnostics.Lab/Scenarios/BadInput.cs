using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Odd targets: they get fewer facts, never an exception.</summary>
internal static class BadInput
{
    private static readonly string[] ManyAddresses =
        [.. Enumerable.Range(100, 32).Select(number => $"11.22.33.{number}"), .. Enumerable.Range(100, 32).Select(number => $"2e00:2233::{number}")];

    private static readonly string ManyHosts = "127.0.0.1 localhost\n" + string.Concat(ManyAddresses.Select(address => $"{address} many.lab\n"));

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("many-addresses-healthy")
        {
            Built = "a name has 32 addresses of each family; all serve",
            Target = "http://many.lab/",
            TargetAddresses = ManyAddresses,
            Build = async network =>
            {
                await network.Client.WriteSettingAsync("hosts", ManyHosts);
                await network.Server.RunAsync("for i in $(seq 100 131); do ip addr add 11.22.33.$i/24 dev eth0; ip addr add 2e00:2233::$i/64 dev eth0 nodad; done\n");
                await network.Server.StartNginxAsync("[::]:80 ipv6only=off");
            },
            Truth = [Observe.Answers("client", "11.22.33.131", 80), Observe.Answers("client", "2e00:2233::131", 80)],
            Expected = Expectation.Connected,
        },
        new LabScenario("many-addresses-silent")
        {
            Built = "a name has 32 addresses of each family; the router drops SYNs to all of them",
            Target = "many.lab:8080",
            TargetAddresses = ManyAddresses,
            Build = async network =>
            {
                await network.Client.WriteSettingAsync("hosts", ManyHosts);
                await network.Router.FilterAsync("forward", "counter name dropped drop");
            },
            Truth = [Observe.Counter("router", "dropped")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.HostDown),
        },
        new LabScenario("many-addresses-by-dns")
        {
            Built = "DNS gives a name 64 addresses, which takes TCP; nobody has any of them",
            Target = "http://many.lab/",
            TargetAddresses = ManyAddresses,
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync([.. ManyAddresses.Select(address => $"--host-record=many.lab,{address}")]);
                // The router says "host unreachable" for each of them; usually it says so to one machine once a second.
                await network.Router.SysctlAsync("net.ipv4.icmp_ratelimit", "0");
                await network.Router.SysctlAsync("net.ipv6.icmp.ratelimit", "0");
            },
            Truth = [Observe.Output("router", "ip neigh show", "FAILED|INCOMPLETE")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.HostDown),
        },
        new LabScenario("zone-id")
        {
            Built = "a link-local target with its zone; it serves",
            Topology = LabTopology.SameSubnet,
            Target = "http://[fe80::20%eth0]:8080/",
            TargetAddresses = ["fe80::20"],
            Build = async network =>
            {
                await network.Server.RunAsync("ip addr add fe80::20/64 dev eth0 nodad\n");
                await network.Server.StartNginxAsync("[::]:8080");
            },
            Truth = [Observe.Answers("client", "fe80::20%eth0", 8080)],
            Expected = Expectation.Connected,
        },
        new LabScenario("zone-id-port-closed")
        {
            Built = "a link-local target with its zone; the host is up, nothing listens",
            Topology = LabTopology.SameSubnet,
            Target = "[fe80::20%eth0]:8080",
            TargetAddresses = ["fe80::20"],
            Build = network => network.Server.RunAsync("ip addr add fe80::20/64 dev eth0 nodad\n"),
            Truth = [Observe.Refuses("client", "fe80::20%eth0", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("ipv4-mapped")
        {
            Built = "an IPv4 address written as IPv6; it serves",
            Target = "http://[::ffff:11.22.33.44]:8080/",
            TargetAddresses = ["11.22.33.44", "::ffff:11.22.33.44"],
            Build = network => network.Server.StartNginxAsync("8080"),
            Truth = [Observe.Answers("client", "11.22.33.44", 8080)],
            Expected = Expectation.Connected,
        },
        new LabScenario("ipv4-mapped-port-dropped")
        {
            Built = "an IPv4 address written as IPv6; the server drops the port, sshd answers",
            Target = "[::ffff:11.22.33.44]:8080",
            TargetAddresses = ["11.22.33.44", "::ffff:11.22.33.44"],
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
        new LabScenario("unspecified-address-served")
        {
            Built = "0.0.0.0 reaches this machine, on which nginx listens",
            Target = "http://0.0.0.0:8080/",
            Build = network => network.Client.StartNginxAsync("8080"),
            Truth = [Observe.Answers("client", "0.0.0.0", 8080)],
            Expected = Expectation.Connected,
        },
        WrongAddress("limited-broadcast-address", "255.255.255.255", "is broadcast", ConnectionOutcome.Unreachable),
        WrongAddress("multicast-address-ipv6", "[ff02::1%eth0]", "is multicast", ConnectionOutcome.Unreachable),
    ];

    private static LabScenario WrongAddress(string name, string host, string what, ConnectionOutcome outcome) => new(name)
    {
        Built = $"{host} {what}: no server can have it",
        Target = $"{host}:8080",
        TargetAddresses = [host.Trim('[', ']').Split('%')[0]],
        Truth = [Observe.Unreachable("client", host.Trim('[', ']'), 8080)],
        Expected = Expectation.Decided(outcome, CauseCode.WrongHost),
    };
}
