using ConnectionDiagnostics.Testing;
using static ConnectionDiagnostics.ConnectionOutcome;
using static ConnectionDiagnostics.Likelihood;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>Every diagnosis that loopback can show without privileges.</summary>
public static class Scenarios
{
    public static TheoryData<Scenario> All { get; } =
    [
        Scenario.Works("WebSocket works", Fault.WebSocket, "ws://127.0.0.1:{port}/chat", WireProtocol.WebSocket),
        Scenario.Works("HTTP works", Fault.AnswersHttp(200), "http://127.0.0.1:{port}/", WireProtocol.Http),
        Scenario.Works("HTTP 404 is a connection that works", Fault.AnswersHttp(404), "http://127.0.0.1:{port}/nosuch", WireProtocol.Http),
        Scenario.Works("TCP accepted", Fault.Silent, "127.0.0.1:{port}", null),
        Scenario.Works("SSH greets", Fault.SpeaksSsh, "ssh://127.0.0.1:{port}", WireProtocol.Ssh),
        Scenario.Works("SMTP greets", Fault.SpeaksSmtp, "smtp://127.0.0.1:{port}", WireProtocol.Smtp),

        new Scenario("nothing listens, ws", Fault.Refuses, "ws://127.0.0.1:{port}/", Refused, CauseCode.ServerNotListening, Confirmed, null),
        new Scenario("nothing listens, tcp", Fault.Refuses, "127.0.0.1:{port}", Refused, CauseCode.ServerNotListening, Confirmed, null),
        new Scenario("listens on another address", Fault.ListensElsewhere, "ws://127.0.0.1:{port}/", Refused, CauseCode.BoundToOtherAddress, Confirmed, null),
        new Scenario("accept queue full", Fault.QueueFull, "ws://127.0.0.1:{port}/",
            ConnectionOutcome.Timeout, CauseCode.ServerBacklogFull, Confirmed, null),
        new Scenario("silent, ws", Fault.Silent, "ws://127.0.0.1:{port}/",
            ConnectionOutcome.Timeout, CauseCode.ServerSilent, Likely, null),
        new Scenario("silent, wss", Fault.Silent, "wss://127.0.0.1:{port}/",
            ConnectionOutcome.Timeout, CauseCode.ServerSilent, Likely, null),
        new Scenario("closes at once", Fault.ClosesAtOnce, "ws://127.0.0.1:{port}/", Reset, CauseCode.ServerClosesImmediately, Likely, null),
        new Scenario("resets at once", Fault.ResetsAtOnce, "ws://127.0.0.1:{port}/", Reset, CauseCode.ServerClosesImmediately, Likely, null),
        new Scenario("closes on our request", Fault.ClosesAfterRequest, "ws://127.0.0.1:{port}/", Reset, CauseCode.ProtocolMismatch, Likely, null),

        new Scenario("ws to a line server", Fault.SpeaksText, "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Text),
        new Scenario("ws to a greeting", Fault.Sends("welcome\r\n"), "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Text),
        new Scenario("ws to SSH", Fault.SpeaksSsh, "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Ssh),
        new Scenario("ws to SMTP", Fault.SpeaksSmtp, "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Smtp),
        new Scenario("ws to an echo", Fault.Echoes, "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Echo),
        new Scenario("http to SSH", Fault.SpeaksSsh, "http://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Ssh),
        new Scenario("https to SSH", Fault.SpeaksSsh, "https://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Ssh),
        new Scenario("redis to HTTP", Fault.AnswersHttp(200), "redis://127.0.0.1:{port}",
            ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Confirmed, WireProtocol.Http),

        new Scenario("ws to HTTP 200", Fault.AnswersHttp(200), "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.WebSocketNotSupported, Confirmed, WireProtocol.Http),
        new Scenario("ws to HTTP 404", Fault.AnswersHttp(404), "ws://127.0.0.1:{port}/nosuch",
            ConnectionOutcome.ProtocolMismatch, CauseCode.WebSocketPathNotFound, Likely, WireProtocol.Http),
        new Scenario("ws to HTTP 403", Fault.AnswersHttp(403), "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.WebSocketRejected, Confirmed, WireProtocol.Http),
        new Scenario("ws to HTTP 301", Fault.AnswersHttp(301, "", [("Location", "https://elsewhere.invalid/")]), "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.WebSocketRedirected, Confirmed, WireProtocol.Http),
        new Scenario("ws to HTTP 426 without version", Fault.AnswersHttp(426), "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.WebSocketUpgradeStripped, Likely, WireProtocol.Http),
        new Scenario("ws to HTTP 502", Fault.AnswersHttp(502), "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.UpstreamUnavailable, Confirmed, WireProtocol.Http),
        new Scenario("ws with a wrong accept", Fault.WebSocketWithWrongAccept, "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.WebSocketHandshakeInvalid, Confirmed, WireProtocol.Http),

        new Scenario("wss to plain WebSocket", Fault.WebSocket, "wss://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.TlsOnPlaintextPort, Confirmed, WireProtocol.WebSocket),
        new Scenario("https to plain HTTP", Fault.AnswersHttp(200), "https://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.TlsOnPlaintextPort, Confirmed, WireProtocol.Http),
        new Scenario("tls to a greeting", Fault.Sends("welcome\r\n"), "tls://127.0.0.1:{port}",
            ConnectionOutcome.ProtocolMismatch, CauseCode.TlsOnPlaintextPort, Confirmed, WireProtocol.Text),
        new Scenario("ws to a TLS server", Fault.Tls(TlsFault.SelfSigned), "ws://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.PlaintextOnTlsPort, Confirmed, WireProtocol.Tls),
        new Scenario("http to a TLS server", Fault.Tls(TlsFault.SelfSigned), "http://127.0.0.1:{port}/",
            ConnectionOutcome.ProtocolMismatch, CauseCode.PlaintextOnTlsPort, Confirmed, WireProtocol.Tls),

        new Scenario("self-signed", Fault.Tls(TlsFault.SelfSigned), "wss://127.0.0.1:{port}/",
            TlsFailed, CauseCode.TlsUntrustedIssuer, Confirmed, WireProtocol.WebSocket),
        new Scenario("private authority", Fault.Tls(TlsFault.PrivateAuthority), "https://127.0.0.1:{port}/",
            TlsFailed, CauseCode.TlsUntrustedIssuer, Likely, WireProtocol.Http),
        new Scenario("self-signed, tls alone", Fault.Tls(TlsFault.SelfSigned), "tls://127.0.0.1:{port}",
            TlsFailed, CauseCode.TlsUntrustedIssuer, Confirmed, WireProtocol.Tls),
        new Scenario("alert handshake_failure", Fault.TlsAlert(40), "https://127.0.0.1:{port}/",
            TlsFailed, CauseCode.TlsHandshakeRejected, Confirmed, WireProtocol.Tls),
        new Scenario("alert protocol_version", Fault.TlsAlert(70), "https://127.0.0.1:{port}/",
            TlsFailed, CauseCode.TlsVersionMismatch, Confirmed, WireProtocol.Tls),
    ];
}
