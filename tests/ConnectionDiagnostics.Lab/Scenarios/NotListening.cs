using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The server is not started, or bound elsewhere.</summary>
internal static class NotListening
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("udp-is-not-tcp")
        {
            Built = "this machine listens on the port with UDP only",
            Target = "127.0.0.1:8080",
            Build = async network =>
            {
                network.Client.Start("/usr/bin/python3", "-c", "import socket,time; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(('0.0.0.0',8080)); time.sleep(600)");
                await network.Client.RunAsync("for i in $(seq 50); do ss -lunH 'sport = :8080' | grep -q . && break; sleep 0.1; done\n");
            },
            Truth = [Observe.NotListening("client", 8080), Observe.Output("client", "ss -lunH 'sport = :8080'", "8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
        new LabScenario("another-server-next-door")
        {
            Built = "nothing on 8080 of this machine; on 8081 a redis-server, which is not the web server that is meant",
            Target = "http://127.0.0.1:8080/",
            Build = network => network.Client.StartRedisAsync(8081),
            Truth = [Observe.NotListening("client", 8080), Observe.Listening("client", "0.0.0.0:8081")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
        new LabScenario("bound-to-loopback-elsewhere")
        {
            Built = "the server listens on its 127.0.0.1 only",
            Target = "11.22.33.44:8080",
            Build = network => network.Server.StartNginxAsync("127.0.0.1:8080"),
            Truth = [Observe.Listening("server", "127.0.0.1:8080")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress, CauseCode.ServerNotListening, CauseCode.ServerFirewall),
        },
        new LabScenario("bound-to-one-address-of-this-machine")
        {
            Built = "this machine listens on its LAN address only, localhost is dialled",
            Target = "http://localhost:8080/",
            TargetAddresses = ["127.0.0.1"],
            Build = network => network.Client.StartNginxAsync($"{LabAddress.Client}:8080"),
            Truth = [Observe.Listening("client", $"{LabAddress.Client}:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("bound-to-ipv6-only")
        {
            Built = "this machine listens on [::] with IPV6_V6ONLY, 127.0.0.1 is dialled",
            Target = "127.0.0.1:8080",
            Build = network => network.Client.StartListenerAsync("accept", "::", 8080),
            Truth = [Observe.Listening("client", "[::]:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("bound-to-ipv4-only")
        {
            Built = "this machine listens on 0.0.0.0, ::1 is dialled",
            Target = "[::1]:8080",
            Build = network => network.Client.StartListenerAsync("accept", "0.0.0.0", 8080),
            Truth = [Observe.Listening("client", "0.0.0.0:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("reset-by-the-servers-filter")
        {
            Built = "the server listens, and its own filter rejects with resets",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync("8080");
                await network.Server.FilterAsync("input", "tcp dport 8080 counter name resets reject with tcp reset");
            },
            Truth = [Observe.Counter("server", "resets"), Observe.Listening("server", "0.0.0.0:8080")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerFirewall, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress),
        },
        new LabScenario("reset-by-a-router")
        {
            Built = "the first of two routers rejects the port with resets; the server's ssh is farther away",
            Topology = LabTopology.TwoRouters,
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync("8080");
                await network.Router.FilterAsync("forward", "tcp dport 8080 counter name resets reject with tcp reset");
            },
            Truth = [Observe.Counter("router", "resets"), Observe.Listening("server", "0.0.0.0:8080")],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerFirewall),
        },
    ];
}
