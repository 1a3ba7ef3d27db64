using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Targets that work must not get a cause.</summary>
internal static class Healthy
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("healthy-http")
        {
            Built = "nginx behind a router",
            Target = "http://11.22.33.44/",
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.Listening("server", "0.0.0.0:80"), Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Connected,
        },
        new LabScenario("healthy-websocket")
        {
            Built = "a WebSocket server behind a router",
            Target = "ws://11.22.33.44:8080/chat",
            Build = network => network.Server.StartWebSocketAsync(8080),
            Truth = [Observe.Listening("server", "0.0.0.0:8080"), Observe.Answers("client", "11.22.33.44", 8080)],
            Expected = Expectation.Connected,
        },
    ];
}
