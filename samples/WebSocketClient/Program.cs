// Every way in which a WebSocket client fails to connect, on loopback: what ClientWebSocket says, and what the diagnosis says.

using System.Net.WebSockets;
using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;

(string Heading, Fault Server, string Scheme, CauseCode Expected)[] failures =
[
    ("Nothing listens", Fault.Refuses, "ws", CauseCode.ServerNotListening),
    ("The server listens on another address", Fault.ListensElsewhere, "ws", CauseCode.BoundToOtherAddress),
    ("The server listens on another port", Fault.ListensNextDoor, "ws", CauseCode.WrongPort),
    ("A plain web server", Fault.AnswersHttp(200, "Hello"), "ws", CauseCode.WebSocketNotSupported),
    ("Another path", Fault.AnswersHttp(404), "ws", CauseCode.WebSocketPathNotFound),
    ("Not allowed", Fault.AnswersHttp(403), "ws", CauseCode.WebSocketRejected),
    ("Redirected", Fault.AnswersHttp(301, "", ("Location", "/chat/")), "ws", CauseCode.WebSocketRedirected),
    ("A gateway without a server behind it", Fault.AnswersHttp(502, "", ("Server", "nginx")), "ws", CauseCode.UpstreamUnavailable),
    ("A wrong Sec-WebSocket-Accept", Fault.WebSocketThat(WebSocketFault.AcceptsAnotherKey), "ws", CauseCode.WebSocketHandshakeInvalid),
    ("A server that speaks lines of text", Fault.SpeaksText, "ws", CauseCode.ProtocolMismatch),
    ("A server that sends back what it gets", Fault.Echoes, "ws", CauseCode.ProtocolMismatch),
    ("An SSH server", Fault.SpeaksSsh, "ws", CauseCode.ProtocolMismatch),
    ("Accepted and closed", Fault.ClosesAtOnce, "ws", CauseCode.ServerClosesImmediately),
    ("Accepted and reset", Fault.ResetsAtOnce, "ws", CauseCode.ServerClosesImmediately),
    ("Accepted, then silence", Fault.Silent, "ws", CauseCode.ServerSilent),
    ("ws:// to a server with TLS", Fault.Tls(TlsFault.SelfSigned), "ws", CauseCode.PlaintextOnTlsPort),
    ("wss:// to a server without TLS", Fault.WebSocket, "wss", CauseCode.TlsOnPlaintextPort),
    ("A self-signed certificate", Fault.Tls(TlsFault.SelfSigned), "wss", CauseCode.TlsUntrustedIssuer),
];

// A diagnosis of its own for each: they are all of different servers.
var options = new ConnectionFailureOptions { MaxAge = TimeSpan.Zero, Configure = request => request with { Timeout = TimeSpan.FromSeconds(5) } };
await using var diagnoser = new ConnectionDiagnoser();
int asExpected = 0;

foreach ((string heading, Fault fault, string scheme, CauseCode expected) in failures)
{
    await using FaultyServer server = await FaultyServer.StartAsync(fault);
    Console.WriteLine($"=== {heading} ===");
    using var client = new ClientWebSocket();
    var uri = new Uri($"{scheme}://{server.EndPoint}/");
    Exception? failure = await ConnectAsync(client, uri);
    Console.WriteLine($"ClientWebSocket: {failure?.Message ?? "connected"}");
    // Nothing is attached when our own time was over, because that is no failure of the connection by itself: then ask.
    Diagnosis? diagnosis = failure is null ? null : failure.GetDiagnosis() ?? await diagnoser.DiagnoseAsync(ConnectionTarget.FromUri(uri), failure);
    Console.WriteLine($"\n{diagnosis}");
    if (diagnosis?.Causes is [var first, ..] && first.Code == expected)
    {
        asExpected++;
    }
    else
    {
        Console.WriteLine($"!!! expected {expected}\n");
    }
}

Console.WriteLine($"{failures.Length} failures, {asExpected} explained as expected");
return asExpected == failures.Length ? 0 : 1;

async Task<Exception?> ConnectAsync(ClientWebSocket client, Uri uri)
{
    // ClientWebSocket waits for ever for a server that never answers.
    using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(3));
    try
    {
        await client.ConnectAsync(uri, diagnoser, options, timeout.Token);
        return null;
    }
    catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
    {
        return exception;
    }
}
