using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>A client without a network, and one whose network has no IPv6.</summary>
internal static class TimedOutNoNetwork
{
    private const string OnlyIPv6 = "--host-record=six.lab,2e00:2233::44";

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("interface-down")
        {
            Built = "the client's only interface is down",
            Target = "11.22.33.44:8080",
            Build = network => network.Client.RunAsync("ip link set eth0 down\n"),
            Truth = [Observe.Output("client", "ip link show eth0", "state DOWN"), Observe.NoRoute("client", "11.22.33.44")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoNetwork),
        },
        new LabScenario("only-loopback")
        {
            Built = "the client has no interface but loopback; the name cannot be resolved",
            Target = "http://www.example.lab/",
            NameServers = [LabAddress.Router],
            Build = network => network.Client.RunAsync("ip link del eth0\n"),
            Truth = [Observe.NoRoute("client", "11.22.33.44"), Observe.Output("client", "ls /sys/class/net", @"^lo\s*$")],
            Expected = Expectation.Decided(ConnectionOutcome.NameResolutionFailed, CauseCode.NoNetwork),
        },
        new LabScenario("cable-unplugged")
        {
            Built = "the client's interface is up, with address and routes, and has no carrier",
            Target = "11.22.33.44:8080",
            Build = network => network.Router.RunAsync("ip link set eth0 down\n"),
            Truth = [Observe.Output("client", "ip link show eth0", "NO-CARRIER"), Observe.Output("client", "ip route show default", "linkdown")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoNetwork),
        },
        new LabScenario("no-address")
        {
            Built = "the client's interface is up and has no address: no DHCP server answered",
            Target = "11.22.33.44:8080",
            Build = network => network.Client.RunAsync("ip addr flush dev eth0\n"),
            Truth = [Observe.Output("client", "ip link show eth0", "state UP"), Observe.NoRoute("client", "11.22.33.44")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoNetwork),
        },
        new LabScenario("ipv6-only-name-ipv6-disabled")
        {
            Built = "the name has an IPv6 address only; the client's IPv6 is disabled, for which the kernel has no address to assign",
            Target = "http://six.lab:8080/",
            TargetAddresses = [LabAddress.Server6],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync(OnlyIPv6);
                await network.Client.SysctlAsync("net.ipv6.conf.all.disable_ipv6", "1");
            },
            Truth = [Observe.NoRoute("client", LabAddress.Server6), Observe.Output("client", "ip -6 addr", @"^\s*$")],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.IPv6Unavailable),
        },
        new LabScenario("ipv6-only-name-link-local-only")
        {
            Built = "the name has an IPv6 address only; the client has IPv6 on its link only, as where the router has none",
            Target = "six.lab:8080",
            TargetAddresses = [LabAddress.Server6],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync(OnlyIPv6);
                await network.Client.RunAsync($"ip -6 route del default\nip addr del {LabAddress.Client6}/64 dev eth0\n");
            },
            Truth = [Observe.NoRoute("client", LabAddress.Server6), Observe.Output("client", "ip -6 addr show dev eth0", "fe80::")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.IPv6Unavailable),
        },
        new LabScenario("ipv6-address-without-route")
        {
            Built = "the client has a global IPv6 address and no route beyond its link",
            Topology = LabTopology.Routed.WithoutRoutes("client", $"default via {LabAddress.Router6}"),
            Target = $"[{LabAddress.Server6}]:8080",
            Truth = [Observe.NoRoute("client", LabAddress.Server6), Observe.Output("client", "ip -6 addr show dev eth0 scope global", LabAddress.Client6)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoRoute),
        },
    ];
}
