namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>The first harmless message of a client: never a login, never data.</summary>
internal sealed record Opening
{
    /// <summary>What is spoken, one of <see cref="WireProtocol"/>; <see langword="null"/> when only listening.</summary>
    public required string? Protocol { get; init; }

    /// <summary>The bytes; empty when the server speaks first.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>How much of the answer is kept, in bytes.</summary>
    public int KeptBytes { get; init; } = 512;

    /// <summary>For a WebSocket handshake: the key, which the answer has to prove it has read.</summary>
    public string? WebSocketKey { get; init; }
}
