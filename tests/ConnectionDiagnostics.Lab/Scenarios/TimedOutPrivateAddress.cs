using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Private addresses: dialled from outside, where packets to them reach a router with a public address; and in a company, where they belong.</summary>
internal static class TimedOutPrivateAddress
{
    private const string Hidden = "oifname eth1 masquerade";

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("private-address-provider-drops")
        {
            Built = "a private address is dialled from a home; the provider's router drops it",
            Topology = LabTopology.Home,
            Target = "http://10.9.8.7:8080/",
            Build = async network =>
            {
                await HideHomeAsync(network);
                await network["router2"].FilterAsync("forward", "ip daddr 10.0.0.0/8 counter name dropped drop");
                // Somewhere else, for all that the client sees; and a provider sends no redirects.
                await network["router2"].SysctlAsync("net.ipv4.conf.all.send_redirects", "0");
                await network["router2"].SysctlAsync("net.ipv4.conf.eth0.send_redirects", "0");
                await network["router2"].RunAsync("ip route add default via 11.22.30.1\n");
            },
            Truth = [Observe.Counter("router2", "dropped")],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.PrivateAddressFromOutside),
        },
        new LabScenario("private-address-provider-discards")
        {
            Built = "a private address is dialled from a home; the provider's router has a null route for it, and says not even time exceeded",
            Topology = LabTopology.Home,
            Target = "10.9.8.7:8080",
            Build = async network =>
            {
                await HideHomeAsync(network);
                await network["router2"].RunAsync("ip route add blackhole 10.0.0.0/8\n");
            },
            Truth = [Observe.Output("router2", "ip route show 10.0.0.0/8", "blackhole"), Observe.NoRoute("router2", "10.9.8.7")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.PrivateAddressFromOutside, CauseCode.ServerFirewall, CauseCode.HostDown),
        },
        new LabScenario("private-address-provider-prohibits")
        {
            Built = "a private address is dialled from a home; the provider's router says administratively prohibited",
            Topology = LabTopology.Home,
            Target = "172.20.8.7:8080",
            Build = async network =>
            {
                await HideHomeAsync(network);
                await network["router2"].RunAsync("ip route add prohibit 172.16.0.0/12\n");
            },
            Truth = [Observe.Output("router2", "ip route show 172.16.0.0/12", "prohibit"), Observe.NoRoute("router2", "172.20.8.7")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.PrivateAddressFromOutside),
        },
        new LabScenario("private-address-provider-has-no-route")
        {
            Built = "a private address is dialled from a home; the provider's router says network unreachable",
            Topology = LabTopology.Home,
            Target = "ws://192.168.178.7:2346/",
            Build = HideHomeAsync,
            Truth = [Observe.NoRoute("router2", "192.168.178.7")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.PrivateAddressFromOutside),
        },
        new LabScenario("company-host-absent")
        {
            Built = "a private address in a company's routed network; nobody has it, and its router says so",
            Topology = LabTopology.Company,
            Target = $"{LabAddress.AbsentCompanyServer}:8080",
            Truth = [Observe.NeighbourFailed("router2", LabAddress.AbsentCompanyServer)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.HostDown),
        },
        new LabScenario("company-port-dropped")
        {
            Built = "a private address in a company's routed network; the server drops the port, sshd answers",
            Topology = LabTopology.Company,
            Target = $"{LabAddress.CompanyServer}:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", LabAddress.CompanyServer, 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
        new LabScenario("company-firewall-prohibits")
        {
            Built = "a private address in a company's routed network; the company's own router says administratively prohibited",
            Topology = LabTopology.Company,
            Target = $"http://{LabAddress.CompanyServer}/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network["router2"].FilterAsync("forward", $"ip daddr {LabAddress.CompanyServer} counter name rejected reject with icmp type admin-prohibited");
            },
            Truth = [Observe.Counter("router2", "rejected"), Observe.Answers("router2", LabAddress.CompanyServer, 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall),
        },
    ];

    private static Task HideHomeAsync(LabNetwork network) =>
        network.Router.AddTableAsync($"chain hide {{ type nat hook postrouting priority 100;\n{Hidden}\n}}", Hidden);
}
