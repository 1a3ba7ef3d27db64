using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>Servers of no protocol.</summary>
internal static class Odd
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        Socat("socat-echo", "sends back what it gets", "EXEC:/bin/cat") with
        {
            Ws = Expect.Speaks(WireProtocol.Echo),
            Wss = Expect.SpeaksInPlain(WireProtocol.Echo),
            Http = Expect.Speaks(WireProtocol.Echo),
            Https = Expect.SpeaksInPlain(WireProtocol.Echo),
            Tcp = Expect.Accepted(WireProtocol.Echo),
        },
        Socat("socat-silent", "accepts and never says a word", "EXEC:'/bin/sleep 600'") with
        {
            Ws = Silent,
            Wss = Silent,
            Http = Silent,
            Https = Silent,
            Tcp = Expect.Accepted(),
        },
        Socat("socat-closes", "accepts and closes", "EXEC:/bin/true") with
        {
            Ws = Closes,
            Wss = Closes,
            Http = Closes,
            Https = Closes,
            Tcp = Expect.Accepted(),
        },
    ];

    private static Expectation Silent => Expect.Fails(ConnectionOutcome.Timeout, CauseCode.ServerSilent, [null]);

    private static Expectation Closes => Expect.Fails(ConnectionOutcome.Reset, CauseCode.ServerClosesImmediately, [null]);

    private static ServerKind Socat(string name, string built, string command) => new(name)
    {
        Built = built,
        Package = "socat",
        Programs = ["socat"],
        Start = site =>
        {
            int port = FreePort.Next();
            return site.StartAsync(port, "socat", $"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr", command);
        },
        Ws = null!,
        Wss = null!,
        Http = null!,
        Https = null!,
        Tcp = null!,
    };
}
