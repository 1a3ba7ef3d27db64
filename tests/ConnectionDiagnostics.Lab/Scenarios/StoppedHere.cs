using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Nothing listens on this machine's port, with something beside that looks as if.</summary>
internal static class StoppedHere
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("just-stopped")
        {
            Built = "a server of this machine was stopped a moment ago; its connections rest in TIME_WAIT on the port",
            Target = "127.0.0.1:8080",
            Build = network => network.Client.StartListenerAsync("stopped", "127.0.0.1", 8080),
            Truth = [Observe.NotListening("client", 8080), Observe.Connections("client", "time-wait", "sport = :8080", 4)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
        new LabScenario("listener-in-another-namespace")
        {
            Built = "a container of this machine, a network namespace of its own, listens on the port, which is not published; localhost is dialled",
            Topology = LabTopology.SameSubnet,
            Target = "http://127.0.0.1:8080/",
            Build = network => network.Server.StartNginxAsync("8080"),
            Truth = [Observe.NotListening("client", 8080), Observe.Answers("client", LabAddress.Peer, 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
        new LabScenario("another-program-on-the-other-address")
        {
            Built = "the web server of this machine's LAN address is stopped; on the same port of 127.0.0.1 a redis-server listens, which is another service",
            Target = $"http://{LabAddress.Client}:8080/",
            Build = network => network.Client.StartRedisAsync(8080, "127.0.0.1"),
            Truth = [Observe.Listening("client", "127.0.0.1:8080"), Observe.Refuses("client", LabAddress.Client, 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
    ];
}
