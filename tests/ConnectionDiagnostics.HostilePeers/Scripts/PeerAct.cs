namespace ConnectionDiagnostics.HostilePeers.Scripts;

/// <summary>One line of a peer's script.</summary>
/// <param name="Kind">What is done.</param>
internal sealed record PeerAct(PeerActKind Kind)
{
    /// <summary>What is sent, or waited for.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>How often the bytes are sent.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How long is waited: once, or before each byte.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>How a connect fails.</summary>
    public System.Net.Sockets.SocketError Error { get; init; }

    /// <summary>Whether nothing can follow.</summary>
    public bool Ends => Kind is PeerActKind.Close or PeerActKind.Reset or PeerActKind.HalfClose or PeerActKind.Silent or PeerActKind.Endless or PeerActKind.Echo or PeerActKind.Refuse;
}
