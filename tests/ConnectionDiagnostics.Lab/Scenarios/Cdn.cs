using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The address is a CDN's.</summary>
internal static class Cdn
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("cdn-port-silent")
        {
            Built = "an address of Cloudflare that drops all but 80 and 443",
            Topology = LabTopology.Routed.WithRoute("router", "104.16.1.0/24 via 11.22.33.44"),
            Target = "ws://104.16.1.7:8081/",
            Build = async network =>
            {
                await network.Server.RunAsync("ip addr add 104.16.1.7/24 dev eth0\n");
                await network.Server.StartNginxAsync("80");
                await network.Server.FilterAsync("input", "tcp dport { 80, 443 } accept\nip daddr 104.16.1.7 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", "104.16.1.7", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.CdnInFront),
        },
        new LabScenario("cdn-port-refused")
        {
            Built = "a name that is an alias of a Fastly name; its address refuses the port",
            Topology = LabTopology.Routed.WithRoute("router", "151.101.1.0/24 via 11.22.33.44"),
            Target = "http://www.lab.example:8081/",
            TargetAddresses = ["151.101.1.7"],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Server.RunAsync("ip addr add 151.101.1.7/24 dev eth0\n");
                await network.Server.StartNginxAsync("80");
                await network.Router.StartDnsAsync("--host-record=lab.map.fastly.net,151.101.1.7", "--cname=www.lab.example,lab.map.fastly.net");
                await network.Client.UseNameServersAsync(LabAddress.Router);
            },
            Truth = [Observe.NotListening("server", 8081), Observe.Answers("client", "151.101.1.7", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.CdnInFront),
        },
        new LabScenario("not-a-cdn")
        {
            Built = "an address of nobody's published range; the service is stopped",
            Target = "http://11.22.33.44:8081/",
            Truth = [Observe.NotListening("server", 8081)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("cdn-cloudfront-port-silent")
        {
            Built = "an address of CloudFront that drops all but 80 and 443",
            Topology = LabTopology.RoutedTo("13.32.10.44"),
            Target = "ws://13.32.10.44:8081/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("80");
                await network.Server.FilterAsync("input", "tcp dport { 80, 443 } accept\nip daddr 13.32.10.44 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", "13.32.10.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.CdnInFront),
        },
        new LabScenario("cdn-port-that-it-forwards-refused")
        {
            Built = "an address of Cloudflare where nothing listens on 443, which Cloudflare would forward",
            Topology = LabTopology.RoutedTo(LabAddress.CloudflareServer),
            Target = $"https://{LabAddress.CloudflareServer}/",
            Truth = [Observe.NotListening("server", 443)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("beside-a-cdn")
        {
            Built = "an address next to Cloudflare's 172.64.0.0/13 and not of it; the service is stopped",
            Topology = LabTopology.RoutedTo("172.72.0.44"),
            Target = "ws://172.72.0.44:8081/",
            Truth = [Observe.NotListening("server", 8081)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("a-name-like-a-cdns")
        {
            Built = "the name is an alias of edge.myfastly.net, which only ends like Fastly's names; the service is stopped",
            Target = "http://www.lab.example:8081/",
            TargetAddresses = [LabAddress.Server],
            NameServers = [LabAddress.Router],
            Build = async network =>
            {
                await network.Router.StartDnsAsync($"--host-record=edge.myfastly.net,{LabAddress.Server}", "--cname=www.lab.example,edge.myfastly.net");
                await network.Client.UseNameServersAsync(LabAddress.Router);
            },
            Truth = [Observe.NotListening("server", 8081)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
    ];
}
