using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The server listens on another address than the one dialled.</summary>
internal static class BoundElsewhere
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("bound-to-ipv6-loopback")
        {
            Built = "this machine listens on ::1 only, 127.0.0.1 is dialled",
            Target = "127.0.0.1:8080",
            Build = network => network.Client.StartListenerAsync("accept", "::1", 8080),
            Truth = [Observe.Listening("client", "[::1]:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("bound-to-another-loopback-address")
        {
            Built = "this machine listens on 127.0.0.2 only, 127.0.0.1 is dialled",
            Target = "http://127.0.0.1:8080/",
            Build = network => network.Client.StartNginxAsync("127.0.0.2:8080"),
            Truth = [Observe.Listening("client", "127.0.0.2:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("bound-to-another-address-elsewhere")
        {
            Built = "the server has two addresses and listens on the one that is not dialled",
            Target = "http://11.22.33.44:8080/",
            Build = async network =>
            {
                await network.Server.RunAsync("ip addr add 11.22.33.77/24 dev eth0\n");
                await network.Server.StartNginxAsync("11.22.33.77:8080");
            },
            Truth = [Observe.Listening("server", "11.22.33.77:8080"), Observe.Answers("client", "11.22.33.77", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress, CauseCode.ServerNotListening, CauseCode.ServerFirewall),
        },
    ];
}
