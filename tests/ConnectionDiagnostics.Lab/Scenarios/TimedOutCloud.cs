using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Servers with addresses of clouds. From outside a security group and a firewall of the server's own look alike.</summary>
internal static class TimedOutCloud
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        ClosedGroup("aws-security-group", "AWS", LabAddress.AwsServer, "http://52.28.10.44:8080/"),
        ClosedGroup("alibaba-security-group", "Alibaba", LabAddress.AlibabaServer, "ws://47.91.10.44:2346/"),
        new LabScenario("azure-security-group-shut")
        {
            Built = "before an Azure address everything is dropped",
            Topology = LabTopology.RoutedTo(LabAddress.AzureServer),
            Target = $"{LabAddress.AzureServer}:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("forward", $"ip daddr {LabAddress.AzureServer} counter name dropped drop");
            },
            Truth = [Observe.Counter("router", "dropped"), Observe.Answers("router", LabAddress.AzureServer, 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.CloudSecurityGroup, CauseCode.ServerFirewall),
        },
        new LabScenario("cloud-by-reverse-name")
        {
            Built = "the address is in no published range, its name is EC2's; all but SSH is dropped before it",
            Target = "11.22.33.44:8080",
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync("--ptr-record=44.33.22.11.in-addr.arpa,ec2-11-22-33-44.eu-central-1.compute.amazonaws.com");
                await DropAllButSshAsync(network, "11.22.33.44");
            },
            Truth = [Observe.Counter("router", "dropped"), Observe.Answers("client", "11.22.33.44", 22), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.CloudSecurityGroup, CauseCode.ServerFirewall),
        },
        new LabScenario("cloud-address-port-dropped")
        {
            Built = "an AWS address whose closed ports answer with resets: no security group. The server drops the one port",
            Topology = LabTopology.RoutedTo(LabAddress.AwsServer),
            Target = $"{LabAddress.AwsServer}:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Refuses("client", LabAddress.AwsServer, 8443), Observe.Answers("client", LabAddress.AwsServer, 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
    ];

    private static LabScenario ClosedGroup(string name, string cloud, string address, string target) => new(name)
    {
        Built = $"before an address of {cloud} all but SSH is dropped",
        Topology = LabTopology.RoutedTo(address),
        Target = target,
        Build = network => DropAllButSshAsync(network, address),
        Truth = [Observe.Counter("router", "dropped"), Observe.Answers("client", address, 22), Observe.Answers("router", address, 8080)],
        Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.CloudSecurityGroup, CauseCode.ServerFirewall),
    };

    private static async Task DropAllButSshAsync(LabNetwork network, string address)
    {
        await network.Server.StartSshAsync();
        await network.Server.StartNginxAsync("8080");
        await network.Router.FilterAsync("forward", $"""
            ip daddr {address} tcp dport 22 accept
            ip daddr {address} counter name dropped drop
            """);
    }
}
