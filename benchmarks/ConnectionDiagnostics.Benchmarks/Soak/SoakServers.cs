using System.Globalization;
using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.Benchmarks.Soak;

/// <summary>
/// The servers of the soak, in a process of their own, so that their sockets are not counted as the diagnoser's. Prints one line for each, and
/// ends when its standard input does.
/// </summary>
internal static class SoakServers
{
    /// <summary>What is diagnosed, how often, and the outcome it has when it is not cut short.</summary>
    private static readonly (Fault Fault, string Scheme, int Weight, string Outcome)[] Servers =
    [
        (Fault.Refuses, "tcp", 700, "refused"),
        (Fault.Refuses, "ws", 80, "refused"),
        (Fault.ListensElsewhere, "tcp", 40, "refused"),
        (Fault.AnswersHttp(200, "It works."), "tcp", 100, "connected"),
        (Fault.AnswersHttp(200, "It works."), "http", 30, "connected"),
        (Fault.ResetsAtOnce, "http", 8, "reset"),
        (Fault.ClosesAtOnce, "http", 8, "reset"),
        (Fault.SpeaksSsh, "http", 8, "protocol-mismatch"),
        (Fault.Speaks("redis"), "ws", 6, "protocol-mismatch"),
        (Fault.WebSocket, "ws", 6, "connected"),
        (Fault.WebSocketThat(WebSocketFault.IsNotFound), "ws", 6, "protocol-mismatch"),
        (Fault.Tls(TlsFault.Expired), "https", 3, "tls-failed"),
        (Fault.Tls(TlsFault.SelfSigned), "wss", 2, "tls-failed"),
        (Fault.Silent, "http", 2, "timeout"),
        (Fault.Floods, "http", 1, "protocol-mismatch"),
    ];

    public static async Task RunAsync()
    {
        var running = new List<FaultyServer>();
        foreach ((Fault fault, string scheme, int weight, string outcome) in Servers)
        {
            FaultyServer server = await FaultyServer.StartAsync(fault);
            running.Add(server);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{weight} {outcome} {scheme}://{server.EndPoint}"));
        }

        Console.WriteLine();
        await Console.In.ReadToEndAsync();
        foreach (FaultyServer server in running)
        {
            await server.DisposeAsync();
        }
    }
}
