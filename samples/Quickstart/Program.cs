// Ten connections that fail, each for another reason, and what the library says about them.
// The failing servers are in this process, on loopback: no network, no privileges.

using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;

(string Heading, Fault Server, string Scheme, CauseCode Expected)[] scenarios =
[
    ("Nothing listens", Fault.Refuses, "tcp", CauseCode.ServerNotListening),
    ("The server listens on another address", Fault.ListensElsewhere, "ws", CauseCode.BoundToOtherAddress),
    ("The server listens on the port next door", Fault.ListensNextDoor, "ws", CauseCode.WrongPort),
    ("The server is too busy to accept", Fault.QueueFull, "tcp", CauseCode.ServerBacklogFull),
    ("ws:// to a server that speaks lines of text", Fault.SpeaksText, "ws", CauseCode.ProtocolMismatch),
    ("ws:// to an SSH server", Fault.SpeaksSsh, "ws", CauseCode.ProtocolMismatch),
    ("ws:// to a web server that knows no WebSockets", Fault.AnswersHttp(200, "Hello"), "ws", CauseCode.WebSocketNotSupported),
    ("wss:// to a server without TLS", Fault.WebSocket, "wss", CauseCode.TlsOnPlaintextPort),
    ("ws:// to a server with TLS", Fault.Tls(TlsFault.SelfSigned), "ws", CauseCode.PlaintextOnTlsPort),
    ("wss:// to a server with a self-signed certificate", Fault.Tls(TlsFault.SelfSigned), "wss", CauseCode.TlsUntrustedIssuer),
];

await using var diagnoser = new ConnectionDiagnoser();
int asExpected = 0;

foreach ((string heading, Fault fault, string scheme, CauseCode expected) in scenarios)
{
    await using FaultyServer server = await FaultyServer.StartAsync(fault);
    ConnectionTarget target = ConnectionTarget.Parse($"{scheme}://{server.EndPoint}/");

    Diagnosis diagnosis = await diagnoser.DiagnoseAsync(target);

    Console.WriteLine($"=== {heading} ===\n\n{diagnosis}");
    if (diagnosis.Causes is [var first, ..] && first.Code == expected)
    {
        asExpected++;
    }
    else
    {
        Console.WriteLine($"!!! expected {expected}\n");
    }
}

Console.WriteLine($"{scenarios.Length} diagnoses, {asExpected} as expected");
return asExpected == scenarios.Length ? 0 : 1;
