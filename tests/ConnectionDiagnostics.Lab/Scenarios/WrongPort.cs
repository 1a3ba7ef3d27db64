using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The service is on another port.</summary>
internal static class WrongPort
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("wrong-port-websocket")
        {
            Built = "a WebSocket server on 8080, 8081 dialled",
            Target = "ws://11.22.33.44:8081/chat",
            Build = network => network.Server.StartWebSocketAsync(8080),
            Truth = [Observe.NotListening("server", 8081), Observe.Listening("server", "0.0.0.0:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.WrongPort),
        },
        new LabScenario("wrong-port-redis")
        {
            Built = "redis-server on its usual port, 6380 dialled",
            Target = "redis://11.22.33.44:6380",
            Build = network => network.Server.StartRedisAsync(),
            Truth = [Observe.NotListening("server", 6380), Observe.Answers("client", "11.22.33.44", 6379)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.WrongPort),
        },
        new LabScenario("wrong-port-own-machine")
        {
            Built = "a WebSocket server of this machine on 9001, 9011 dialled",
            Target = "ws://127.0.0.1:9011/",
            Build = network => network.Client.StartWebSocketAsync(9001),
            Truth = [Observe.NotListening("client", 9011), Observe.Listening("client", "0.0.0.0:9001")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.WrongPort, CauseCode.ServerNotListening),
        },
        new LabScenario("wrong-port-not-the-web-server")
        {
            Built = "redis is stopped; a web server on the same host must not be taken for it",
            Target = "redis://11.22.33.44:6379",
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.NotListening("server", 6379), Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("wrong-port-https")
        {
            Built = "nginx over TLS on 8443, 8444 dialled",
            Target = "https://11.22.33.44:8444/",
            Sandbox = LabCertificate.TrustSandbox,
            Environment = new Dictionary<string, string> { [LabCertificate.TrustVariable] = LabCertificate.TrustedFile },
            Build = async network => await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, "11.22.33.44"), 8443),
            Truth = [Observe.NotListening("server", 8444), Observe.Answers("client", "11.22.33.44", 8443)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.WrongPort),
        },
        new LabScenario("wrong-port-redis-with-password")
        {
            Built = "redis-server on its usual port wants a password, 6380 dialled",
            Target = "redis://11.22.33.44:6380",
            Build = network => network.Server.StartRedisAsync(password: "secret"),
            Truth = [Observe.NotListening("server", 6380), Observe.Answers("client", "11.22.33.44", 6379)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.WrongPort),
        },
        new LabScenario("wrong-port-not-the-front-page")
        {
            Built = "the service of 8081 is stopped; the web server on 80 is another one, which nothing at the client tells from it",
            Target = "http://11.22.33.44:8081/",
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.NotListening("server", 8081), Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Undecidable(
                ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.WrongPort, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
    ];
}
