using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Filters on the client.</summary>
internal static class TimedOutClientFirewall
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        OwnFilter("own-output-drop", "drops what it sends to the server's port", "ip daddr 11.22.33.44 tcp dport 8080 counter name dropped drop"),
        OwnFilter("own-output-drops-address", "drops all it sends to the server's address", "ip daddr 11.22.33.44 counter name dropped drop"),
        OwnFilter("own-output-drops-tcp", "drops all TCP that it sends to other machines", "oifname != lo meta l4proto tcp counter name dropped drop"),
        OwnFilter("own-output-drops-user", "drops all that this user sends to other machines", "oifname != lo meta skuid 65534 counter name dropped drop"),
        new LabScenario("own-output-rejects")
        {
            Built = "the client's own filter rejects what it sends to the port, with port unreachable",
            Target = "http://11.22.33.44:8080/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Client.FilterAsync("output", "tcp dport 8080 counter name rejected reject");
            },
            Truth = [Observe.Counter("client", "rejected"), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ClientFirewall),
        },
        new LabScenario("own-output-prohibits")
        {
            Built = "the client's own filter rejects what it sends to the server, with administratively prohibited",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Client.FilterAsync("output", "ip daddr 11.22.33.44 counter name rejected reject with icmp type admin-prohibited");
            },
            Truth = [Observe.Counter("client", "rejected"), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.ClientFirewall),
        },
        new LabScenario("own-input-drops-answers")
        {
            Built = "the client's own filter drops what comes from the server: SYNs leave, their answers arrive and are dropped",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Client.FilterAsync("input", "ip saddr 11.22.33.44 tcp flags & (syn | ack) == syn | ack counter name dropped drop");
            },
            Truth = [Observe.Counter("client", "dropped"), Observe.Answers("router", "11.22.33.44", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ClientFirewall, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
        new LabScenario("sandbox-denies-connect")
        {
            Built = "a seccomp filter denies the process every connect (EPERM)",
            Target = "11.22.33.44:8080",
            Wrapper = LabScenario.Denying("connect"),
            Build = network => network.Server.StartNginxAsync("8080"),
            Truth = [Observe.Answers("client", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.BlockedLocally, CauseCode.ClientFirewall),
        },
        new LabScenario("sandbox-denies-port")
        {
            Built = "Landlock denies the process TCP connects to all ports but 22 and 53 (EACCES)",
            Target = "http://11.22.33.44:8080/",
            Wrapper = LabScenario.Denying("ports"),
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
            },
            Truth = [Observe.Answers("client", "11.22.33.44", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.BlockedLocally, CauseCode.ClientFirewall),
        },
        new LabScenario("own-output-drops-other-port")
        {
            Built = "the client's own filter drops another port, 443; the dialled one is dropped by the server",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Client.FilterAsync("output", "tcp dport 443 counter name other drop");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Silent("client", "11.22.33.44", 443), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
        },
    ];

    private static LabScenario OwnFilter(string name, string does, string rule) => new(name)
    {
        Built = $"the client's own filter {does}",
        Target = "11.22.33.44:8080",
        Build = async network =>
        {
            await network.Server.StartNginxAsync("8080");
            await network.Client.FilterAsync("output", rule);
        },
        Truth = [Observe.Counter("client", "dropped"), Observe.Answers("router", "11.22.33.44", 8080)],
        Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ClientFirewall),
    };
}
