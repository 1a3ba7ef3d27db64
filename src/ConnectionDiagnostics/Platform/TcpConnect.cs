using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform;

/// <summary>How one TCP connect ended, with what the system knows beyond its error; <see langword="null"/> where it does not tell.</summary>
internal sealed record TcpConnect
{
    /// <summary><see cref="SocketError.OperationAborted"/> when nobody waited for the end.</summary>
    public required SocketError Error { get; init; }

    public int NativeErrorCode { get; init; }

    public bool FailedAtBind { get; init; }

    /// <summary>The connected socket; whoever gets it disposes it.</summary>
    public Socket? Socket { get; init; }

    public IPEndPoint? LocalEndPoint { get; init; }

    /// <summary>From the call to the answer.</summary>
    public TimeSpan Duration { get; init; }

    public IReadOnlyList<IcmpError>? IcmpErrors { get; init; }

    public int? SynsSent { get; init; }

    public TimeSpan? RoundTripTime { get; init; }
}
