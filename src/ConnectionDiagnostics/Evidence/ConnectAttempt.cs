using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>One TCP handshake.</summary>
public sealed record ConnectAttempt
{
    /// <summary>The address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>How many hops its packets could travel; <see langword="null"/> for the system's default, which reaches everywhere.</summary>
    public int? TimeToLive { get; init; }

    /// <summary>When it began, from the start of the diagnosis.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it took, by this process' clock; a cold or busy process adds to it.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How it ended; <see cref="SocketError.TimedOut"/> also when the diagnosis' own time for it was up.</summary>
    public required SocketError Error { get; init; }

    /// <summary>The operating system's own error number; 0 when there is none.</summary>
    public int NativeErrorCode { get; init; }

    /// <summary>Whether already binding to the local address failed.</summary>
    public bool FailedAtBind { get; init; }

    /// <summary>The ICMP errors that came back; <see langword="null"/> when this platform does not tell.</summary>
    public IReadOnlyList<IcmpError>? IcmpErrors { get; init; }

    /// <summary>SYNs sent, the first and its repetitions; <see langword="null"/> when this platform does not tell.</summary>
    public int? SynsSent { get; init; }

    /// <summary>The round-trip time as the kernel measured it.</summary>
    public TimeSpan? RoundTripTime { get; init; }

    /// <summary>The local end.</summary>
    public IPEndPoint? LocalEndPoint { get; init; }

    /// <summary>Whether the socket connected to itself, which loopback allows: no server is there.</summary>
    public bool SelfConnected { get; init; }

    /// <summary>Whether a server accepted.</summary>
    internal bool Connected => Error == SocketError.Success && !SelfConnected;
}
