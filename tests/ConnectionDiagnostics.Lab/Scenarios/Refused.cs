using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The section "Refused" of the causes.</summary>
internal static class Refused
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("closed-port")
        {
            Built = "a server with sshd, nothing on the port",
            Target = "11.22.33.44:8080",
            Build = network => network.Server.StartSshAsync(),
            Truth = [Observe.NotListening("server", 8080), Observe.Answers("client", "11.22.33.44", 22)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("own-machine-not-listening")
        {
            Built = "nothing on the port of this machine",
            Target = "127.0.0.1:8080",
            Truth = [Observe.NotListening("client", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
        new LabScenario("own-machine-bound-to-loopback")
        {
            Built = "this machine listens on 127.0.0.1 only, its other address is dialled",
            Target = "ws://192.168.77.2:8080/",
            Build = network => network.Client.StartWebSocketAsync(8080, "127.0.0.1"),
            Truth = [Observe.Listening("client", "127.0.0.1:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress),
        },
    ];
}
