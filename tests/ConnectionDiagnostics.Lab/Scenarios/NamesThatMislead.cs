using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The name leads to another machine than the server.</summary>
internal static class NamesThatMislead
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("unexpected-address")
        {
            Built = "the name leads to a machine that is not the expected one",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            Arguments = ["--expect-address", LabAddress.SecondServer],
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--address=/api.lab.example/{LabAddress.Server}");
                await network.Client.UseNameServersAsync(LabAddress.Router);
                await network["server2"].StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", LabAddress.SecondServer, 8080), Observe.NotListening("server", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.DnsPointsElsewhere),
        },
        new LabScenario("stale-record")
        {
            Built = "the first name server has the old address, where nothing listens; the second the new one, which works",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router, "192.168.77.3"],
            Build = async network =>
            {
                await network.Router.RunAsync("ip addr add 192.168.77.3/24 dev eth0\n");
                await network.Router.StartDnsAsync($"--address=/api.lab.example/{LabAddress.Server}", $"--listen-address={LabAddress.Router}", "--bind-interfaces", "--except-interface=lo");
                await network.Router.StartDnsAsync($"--address=/api.lab.example/{LabAddress.SecondServer}", "--listen-address=192.168.77.3", "--bind-interfaces", "--except-interface=lo");
                await network.Client.UseNameServersAsync(LabAddress.Router, "192.168.77.3");
                await network["server2"].StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", LabAddress.SecondServer, 8080), Observe.NotListening("server", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.DnsPointsElsewhere),
        },
        new LabScenario("round-robin-of-a-stopped-service")
        {
            Built = "the name has two addresses, as load balancing does it; the service is stopped on both",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--host-record=api.lab.example,{LabAddress.Server}", $"--host-record=api.lab.example,{LabAddress.SecondServer}");
                await network.Client.UseNameServersAsync(LabAddress.Router);
            },
            Truth = [Observe.NotListening("server", 8080), Observe.NotListening("server2", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("hosts-file-to-the-wrong-machine")
        {
            Built = "the hosts file names the wrong machine; DNS names the one that works",
            Topology = LabTopology.TwoServers,
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server, LabAddress.SecondServer],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--address=/api.lab.example/{LabAddress.SecondServer}");
                await network.Client.UseNameServersAsync(LabAddress.Router);
                await network.Client.WriteSettingAsync("hosts", $"127.0.0.1 localhost\n{LabAddress.Server} api.lab.example\n");
                await network["server2"].StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", LabAddress.SecondServer, 8080), Observe.NotListening("server", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.HostsFileOverride),
        },
        new LabScenario("hosts-file-to-this-machine")
        {
            Built = "the hosts file sends the name to this machine, where nothing listens; DNS names the server, which works",
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--address=/api.lab.example/{LabAddress.Server}");
                await network.Client.UseNameServersAsync(LabAddress.Router);
                await network.Client.WriteSettingAsync("hosts", "127.0.0.1 localhost api.lab.example\n");
                await network.Server.StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", LabAddress.Server, 8080), Observe.NotListening("client", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.HostsFileOverride),
        },
        new LabScenario("hosts-file-that-agrees")
        {
            Built = "the hosts file says the same as DNS; the service is stopped",
            Target = "http://api.lab.example:8080/",
            TargetAddresses = [LabAddress.Server],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--address=/api.lab.example/{LabAddress.Server}");
                await network.Client.UseNameServersAsync(LabAddress.Router);
                await network.Client.WriteSettingAsync("hosts", $"127.0.0.1 localhost\n{LabAddress.Server} api.lab.example\n");
            },
            Truth = [Observe.NotListening("server", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
    ];
}
