using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Names with several addresses of which only some work.</summary>
internal static class TimedOutSomeAddresses
{
    private static readonly string[] Both = [LabAddress.Server, LabAddress.SecondServer];

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("one-address-refuses")
        {
            Built = "a name has two addresses; one serves, the other refuses",
            Topology = LabTopology.TwoServers,
            Target = "http://pair.lab/",
            TargetAddresses = Both,
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--host-record=pair.lab,{LabAddress.Server}", $"--host-record=pair.lab,{LabAddress.SecondServer}");
                await network.Server.StartNginxAsync();
            },
            Truth = [Observe.Answers("client", LabAddress.Server, 80), Observe.Refuses("client", LabAddress.SecondServer, 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Connected, CauseCode.SomeAddressesFail),
        },
        new LabScenario("one-address-silent")
        {
            Built = "a name has two addresses in the hosts file; one serves, the other drops",
            Topology = LabTopology.TwoServers,
            Target = "ws://pair.lab:8080/chat",
            TargetAddresses = Both,
            Build = async network =>
            {
                await network.Client.WriteSettingAsync("hosts", $"127.0.0.1 localhost\n{LabAddress.SecondServer} pair.lab\n{LabAddress.Server} pair.lab\n");
                await network.Server.StartWebSocketAsync(8080);
                await network["server2"].FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("server2", "dropped"), Observe.Answers("client", LabAddress.Server, 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Connected, CauseCode.SomeAddressesFail),
        },
        new LabScenario("ipv6-address-fails")
        {
            Built = "a name has an address of each family; IPv6 is rejected by the router, IPv4 serves",
            Target = "http://dual.lab/",
            TargetAddresses = [LabAddress.Server, LabAddress.Server6],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--host-record=dual.lab,{LabAddress.Server},{LabAddress.Server6}");
                await network.Server.StartNginxAsync();
                await network.Router.FilterAsync("forward", $"ip6 daddr {LabAddress.Server6} counter name rejected reject with icmpv6 type admin-prohibited");
            },
            Truth = [Observe.Counter("router", "rejected"), Observe.Answers("client", LabAddress.Server, 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Connected, CauseCode.SomeAddressesFail),
        },
        new LabScenario("localhost-serves-one-family")
        {
            Built = "nginx on this machine, on 127.0.0.1 only: localhost is ::1 as well, which refuses",
            Target = "http://localhost:8080/",
            TargetAddresses = ["127.0.0.1", "::1"],
            Build = network => network.Client.StartNginxAsync("127.0.0.1:8080"),
            Truth = [Observe.Answers("client", "127.0.0.1", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Connected, CauseCode.SomeAddressesFail),
        },
        new LabScenario("both-addresses-fail")
        {
            Built = "a name has two addresses; the router rejects both: no case of some",
            Topology = LabTopology.TwoServers,
            Target = "http://pair.lab:8080/",
            TargetAddresses = Both,
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--host-record=pair.lab,{LabAddress.Server}", $"--host-record=pair.lab,{LabAddress.SecondServer}");
                await network.Router.FilterAsync("forward", "tcp dport 8080 counter name rejected reject with icmp type admin-prohibited");
            },
            Truth = [Observe.Counter("router", "rejected")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall),
        },
    ];
}
