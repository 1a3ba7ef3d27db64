using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Localhost in a container is the container.</summary>
internal static class Containers
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("container-localhost")
        {
            Built = "a container whose host, its gateway, serves the port; localhost is dialled",
            Target = "http://127.0.0.1:8080/",
            TargetAddresses = ["127.0.0.1", LabAddress.Router],
            Sandbox = "touch .dockerenv",
            Build = network => network.Router.StartNginxAsync("8080"),
            Truth = [Observe.NotListening("client", 8080), Observe.Answers("client", LabAddress.Router, 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ContainerLocalhost),
        },
        new LabScenario("container-localhost-by-name")
        {
            Built = "a container by its environment; the host serves redis, localhost is dialled",
            Target = "redis://localhost:6379",
            TargetAddresses = ["127.0.0.1", LabAddress.Router],
            Environment = new Dictionary<string, string> { ["container"] = "podman" },
            Build = network => network.Router.StartRedisAsync(),
            Truth = [Observe.NotListening("client", 6379), Observe.Answers("client", LabAddress.Router, 6379)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ContainerLocalhost),
        },
        new LabScenario("container-bound-elsewhere")
        {
            Built = "in a container the service listens on the container's own address only; localhost is dialled",
            Target = "http://127.0.0.1:8080/",
            TargetAddresses = ["127.0.0.1", LabAddress.Router],
            Sandbox = "touch .dockerenv",
            Build = network => network.Client.StartNginxAsync($"{LabAddress.Client}:8080"),
            Truth = [Observe.Listening("client", $"{LabAddress.Client}:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("container-without-the-service")
        {
            Built = "in a container nothing listens, and nothing on the container's host either",
            Target = "http://127.0.0.1:8080/",
            TargetAddresses = ["127.0.0.1", LabAddress.Router],
            Sandbox = "touch .dockerenv",
            Truth = [Observe.NotListening("client", 8080), Observe.NotListening("router", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
        new LabScenario("container-whose-host-serves-something-else")
        {
            Built = "in a container nothing listens; on the same port of the container's host is a redis-server, not the web server that is meant",
            Target = "http://127.0.0.1:8080/",
            TargetAddresses = ["127.0.0.1", LabAddress.Router],
            Sandbox = "touch .dockerenv",
            Build = network => network.Router.StartRedisAsync(8080),
            Truth = [Observe.NotListening("client", 8080), Observe.Answers("client", LabAddress.Router, 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
    ];
}
