namespace ConnectionDiagnostics.HostilePeers.Torture;

/// <summary>What happens to a read or a write.</summary>
internal enum StreamFaultKind
{
    /// <summary>An error of the socket, as a network stream wraps it.</summary>
    Fails,

    /// <summary>An error of the socket, not wrapped.</summary>
    FailsBare,

    /// <summary>Somebody has disposed of the stream.</summary>
    IsDisposed,

    /// <summary>The socket says that it is not connected.</summary>
    IsNotConnected,

    /// <summary>It takes a while.</summary>
    IsDelayed,

    /// <summary>It never ends by itself.</summary>
    Hangs,

    /// <summary>A read finds the end.</summary>
    Ends,

    /// <summary>Half of it comes to pass; then the connection has ended.</summary>
    IsCut,

    /// <summary>From here on each read gives one byte.</summary>
    ComesByteByByte,
}
