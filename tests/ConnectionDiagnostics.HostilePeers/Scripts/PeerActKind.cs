namespace ConnectionDiagnostics.HostilePeers.Scripts;

/// <summary>What a peer does.</summary>
internal enum PeerActKind
{
    /// <summary>Sends bytes.</summary>
    Send,

    /// <summary>Sends the same bytes for as long as somebody takes them.</summary>
    Endless,

    /// <summary>Sends one byte at a time, each after a while.</summary>
    Drip,

    /// <summary>Waits a while.</summary>
    Pause,

    /// <summary>Waits for words of the client: certain ones, or any.</summary>
    Expect,

    /// <summary>Sends back what it gets.</summary>
    Echo,

    /// <summary>Answers a WebSocket handshake as it should be.</summary>
    AcceptWebSocket,

    /// <summary>Takes up TLS; what follows is inside.</summary>
    Tls,

    /// <summary>Ends both sides.</summary>
    Close,

    /// <summary>Ends its own side and goes on to listen.</summary>
    HalfClose,

    /// <summary>Resets the connection.</summary>
    Reset,

    /// <summary>Keeps the connection and says no more.</summary>
    Silent,

    /// <summary>Does not even accept.</summary>
    Refuse,
}
