using static ConnectionDiagnostics.ConnectionOutcome;

namespace ConnectionDiagnostics.Servers.Grading;

/// <summary>The truths of the matrix (the catalogue of causes says which outcome belongs to what).</summary>
internal static class Expect
{
    /// <summary>The client gets what it wants.</summary>
    public static Expectation Works(params string?[] detected) => new() { Outcomes = [Connected], Detected = detected };

    /// <summary>Accepted, and more is not asked: what the server speaks may remain unseen, but not be called something else.</summary>
    public static Expectation Accepted(params string[] speaks) => new() { Outcomes = [Connected], Detected = [null, .. speaks] };

    /// <summary>It works, with a remark.</summary>
    public static Expectation WorksWith(CauseCode remark, params string?[] detected) => new() { Outcomes = [Connected], First = [remark], Detected = detected };

    /// <summary>The server speaks something else, and is named.</summary>
    public static Expectation Speaks(params string[] detected) =>
        new() { Outcomes = [ConnectionOutcome.ProtocolMismatch], First = [CauseCode.ProtocolMismatch], Detected = detected };

    /// <summary>The client speaks TLS, the server does not, and what it speaks in plain is not what the client would speak inside TLS either: it is named.</summary>
    public static Expectation SpeaksInPlain(params string[] detected) => Speaks(detected) with { AlsoTrue = [CauseCode.TlsOnPlaintextPort] };

    /// <summary>The server speaks what the client speaks, but without TLS.</summary>
    public static Expectation LacksTls(params string[] detected) =>
        new() { Outcomes = [ConnectionOutcome.ProtocolMismatch], First = [CauseCode.TlsOnPlaintextPort], Detected = detected };

    /// <summary>The server wants TLS.</summary>
    public static Expectation WantsTls(params CauseCode[] alsoTrue) => new()
    {
        Outcomes = [ConnectionOutcome.ProtocolMismatch],
        First = [CauseCode.PlaintextOnTlsPort],
        AlsoTrue = alsoTrue,
        Detected = [WireProtocol.Tls],
    };

    /// <summary>The WebSocket handshake fails for a cause.</summary>
    public static Expectation Handshake(CauseCode cause, params string[] detected) =>
        new() { Outcomes = [ConnectionOutcome.ProtocolMismatch], First = [cause], Detected = detected };

    /// <summary>The WebSocket handshake fails, and nothing at the client tells for which of several causes.</summary>
    public static Expectation HandshakeUndecidable(CauseCode[] causes, params string[] detected) =>
        new() { Outcomes = [ConnectionOutcome.ProtocolMismatch], First = causes, Undecidable = true, Detected = detected };

    public static Expectation Fails(ConnectionOutcome outcome, CauseCode cause, params string?[] detected) =>
        new() { Outcomes = [outcome], First = [cause], Detected = detected };
}
