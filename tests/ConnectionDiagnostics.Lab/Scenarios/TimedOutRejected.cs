using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Filters at the server, and before it, that say so with an ICMP error.</summary>
internal static class TimedOutRejected
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("server-rejects-port")
        {
            Built = "the server rejects SYNs to the port with port unreachable",
            Target = "11.22.33.44:8080",
            Build = network => network.Server.FilterAsync("input", "tcp dport 8080 counter name rejected reject"),
            Truth = [Observe.Counter("server", "rejected")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
        new LabScenario("server-rejects-late")
        {
            Built = "the first SYN is lost, the second is rejected with port unreachable",
            Target = "11.22.33.44:8080",
            Build = network => network.Server.FilterAsync("input", """
                tcp dport 8080 numgen inc mod 2 == 0 counter name lost drop
                tcp dport 8080 counter name rejected reject
                """),
            Truth = [Observe.Counter("server", "lost"), Observe.Counter("server", "rejected")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
        new LabScenario("server-prohibits-host")
        {
            Built = "the server rejects all but SSH with host prohibited, as firewalld did",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", """
                    tcp dport 22 accept
                    meta l4proto tcp counter name rejected reject with icmp type host-prohibited
                    """);
            },
            Truth = [Observe.Counter("server", "rejected"), Observe.Listening("server", "0.0.0.0:8080"), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall),
        },
        new LabScenario("router-rejects-port")
        {
            Built = "the router rejects SYNs to the port with port unreachable",
            Target = "http://11.22.33.44:8080/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("forward", "tcp dport 8080 counter name rejected reject");
            },
            Truth = [Observe.Counter("router", "rejected"), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
        new LabScenario("router-prohibits")
        {
            Built = "the router rejects with administratively prohibited",
            Target = "11.22.33.44:8080",
            Build = network => network.Router.FilterAsync("forward", "ip daddr 11.22.33.44 counter name rejected reject with icmp type admin-prohibited"),
            Truth = [Observe.Counter("router", "rejected")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall),
        },
        new LabScenario("router-says-host-unreachable")
        {
            Built = "the router rejects with host unreachable, at once; the server runs",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("forward", "ip daddr 11.22.33.44 counter name rejected reject with icmp type host-unreachable");
            },
            Truth = [Observe.Counter("router", "rejected"), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall),
        },
        new LabScenario("server-prohibits-ipv6")
        {
            Built = "over IPv6 the server rejects with administratively prohibited (1/1), which the kernel calls permission denied",
            Target = $"[{LabAddress.Server6}]:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("[::]:8080");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name rejected reject with icmpv6 type admin-prohibited");
            },
            Truth = [Observe.Counter("server", "rejected"), Observe.Listening("server", "[::]:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ServerFirewall),
        },
        new LabScenario("router-rejects-port-ipv6")
        {
            Built = "over IPv6 the router rejects SYNs to the port with port unreachable (1/4)",
            Target = $"http://[{LabAddress.Server6}]:8080/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("[::]:8080");
                await network.Router.FilterAsync("forward", "tcp dport 8080 counter name rejected reject");
            },
            Truth = [Observe.Counter("router", "rejected"), Observe.Answers("router", LabAddress.Server6, 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
    ];
}
