using System.Net.Sockets;

namespace ConnectionDiagnostics.HostilePeers.Torture;

/// <summary>A way in which a read or a write of a connection goes wrong.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Error">Where it is an error of the socket: which.</param>
internal sealed record StreamFault(StreamFaultKind Kind, SocketError Error = SocketError.Success)
{
    /// <summary>What send(2) and recv(2) give on a connected TCP socket, by tcp(7), ip(7) and their own pages.</summary>
    private static readonly SocketError[] Errors =
    [
        SocketError.ConnectionReset, SocketError.ConnectionAborted, SocketError.TimedOut, SocketError.HostUnreachable, SocketError.NetworkUnreachable,
        SocketError.NetworkDown, SocketError.NetworkReset, SocketError.ConnectionRefused, SocketError.NotConnected, SocketError.Shutdown,
        SocketError.NoBufferSpaceAvailable, SocketError.AccessDenied, SocketError.OperationAborted, SocketError.Interrupted, SocketError.MessageSize,
    ];

    private static readonly StreamFault[] OfBoth =
    [
        .. Errors.Select(error => new StreamFault(StreamFaultKind.Fails, error)),
        new(StreamFaultKind.FailsBare, SocketError.ConnectionReset), new(StreamFaultKind.IsDisposed), new(StreamFaultKind.IsNotConnected),
        new(StreamFaultKind.IsDelayed), new(StreamFaultKind.Hangs),
    ];

    public static IReadOnlyList<StreamFault> OfRead { get; } = [.. OfBoth, new(StreamFaultKind.Ends), new(StreamFaultKind.IsCut), new(StreamFaultKind.ComesByteByByte)];

    public static IReadOnlyList<StreamFault> OfWrite { get; } = [.. OfBoth, new(StreamFaultKind.IsCut)];

    /// <summary>Whether what the peer says comes through all the same.</summary>
    public bool IsHarmless => Kind is StreamFaultKind.ComesByteByByte;

    public override string ToString() => Error == SocketError.Success ? Kind.ToString() : $"{Kind} {Error}";
}
