namespace ConnectionDiagnostics;

/// <summary>A 101 answer checked against RFC 6455, section 4.1.</summary>
public sealed record WebSocketAnswer
{
    /// <summary><c>Upgrade: websocket</c> is there.</summary>
    public required bool UpgradeHeader { get; init; }

    /// <summary><c>Connection: Upgrade</c> is there.</summary>
    public required bool ConnectionHeader { get; init; }

    /// <summary><c>Sec-WebSocket-Accept</c> is the one that belongs to our key.</summary>
    public required bool AcceptHeader { get; init; }

    /// <summary>The server named a subprotocol or an extension that was not offered.</summary>
    public bool UnofferedProtocolOrExtension { get; init; }

    /// <summary>Whether the handshake is valid.</summary>
    internal bool IsValid => UpgradeHeader && ConnectionHeader && AcceptHeader && !UnofferedProtocolOrExtension;
}
