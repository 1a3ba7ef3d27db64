using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The name leads to where the service no longer is, or only seems to.</summary>
internal static class StaleNames
{
    private const string SecondNameServer = "192.168.77.3";

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("stale-record-of-a-machine-that-is-gone")
        {
            Built = "the first name server has the address of a machine that is gone; the second the new one, which works",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.AbsentServer, LabAddress.SecondServer],
            NameServers = [LabAddress.Router, SecondNameServer],
            Build = async network =>
            {
                await StartTwoNameServersAsync(network, LabAddress.AbsentServer, LabAddress.SecondServer);
                await network["server2"].StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", LabAddress.SecondServer, 8080), Observe.NeighbourFailed("router", LabAddress.AbsentServer)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.DnsPointsElsewhere, CauseCode.HostDown),
        },
        new LabScenario("name-servers-that-spread-the-load")
        {
            Built = "each of two name servers gives another machine of the same service, which is stopped on both",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router, SecondNameServer],
            Build = network => StartTwoNameServersAsync(network, LabAddress.Server, LabAddress.SecondServer),
            Truth = [Observe.NotListening("server", 8080), Observe.NotListening("server2", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("hosts-file-to-a-silent-machine")
        {
            Built = "the hosts file names a machine that drops the port; DNS names the one that works",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await StartNameServerAsync(network, LabAddress.SecondServer, $"127.0.0.1 localhost\n{LabAddress.Server} api.lab.example\n");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
                await network["server2"].StartNginxAsync("8080");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", LabAddress.SecondServer, 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.HostsFileOverride, CauseCode.ServerFirewall),
        },
        new LabScenario("hosts-file-entry-commented-out")
        {
            Built = "the hosts file has another address for the name in a comment, and one for a longer name; DNS decides, and the service is stopped",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await StartNameServerAsync(
                    network, LabAddress.Server,
                    $"127.0.0.1 localhost # api.lab.example\n#{LabAddress.SecondServer} api.lab.example\n{LabAddress.SecondServer} old.api.lab.example api.lab.example.old\n");
                await network["server2"].StartNginxAsync("8080");
            },
            Truth = [Observe.NotListening("server", 8080), Observe.Output("client", "getent ahostsv4 api.lab.example", $"^{LabAddress.Server} ")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("hosts-file-against-the-expected-address")
        {
            Built = "the hosts file names the wrong machine; DNS names the expected one, which works",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            Arguments = ["--expect-address", LabAddress.SecondServer],
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await StartNameServerAsync(network, LabAddress.SecondServer, $"127.0.0.1 localhost\n{LabAddress.Server} api.lab.example\n");
                await network["server2"].StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", LabAddress.SecondServer, 8080), Observe.NotListening("server", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.HostsFileOverride, CauseCode.DnsPointsElsewhere),
        },
    ];

    private static async Task StartNameServerAsync(LabNetwork network, string address, string hosts)
    {
        await network.Router.StartDnsAsync($"--address=/api.lab.example/{address}");
        await network.Client.UseNameServersAsync(LabAddress.Router);
        await network.Client.WriteSettingAsync("hosts", hosts);
    }

    private static async Task StartTwoNameServersAsync(LabNetwork network, string first, string second)
    {
        await network.Router.RunAsync($"ip addr add {SecondNameServer}/24 dev eth0\n");
        foreach ((string server, string address) in new[] { (LabAddress.Router, first), (SecondNameServer, second) })
        {
            await network.Router.StartDnsAsync($"--address=/api.lab.example/{address}", $"--listen-address={server}", "--bind-interfaces", "--except-interface=lo");
        }

        await network.Client.UseNameServersAsync(LabAddress.Router, SecondNameServer);
    }
}
