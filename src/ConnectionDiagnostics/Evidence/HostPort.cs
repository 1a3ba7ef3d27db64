namespace ConnectionDiagnostics;

/// <summary>Another port of the target's host.</summary>
public sealed record HostPort
{
    /// <summary>Why it was dialled.</summary>
    public required HostPortRole Role { get; init; }

    /// <summary>What came of the TCP handshake.</summary>
    public required ConnectAttempt Attempt { get; init; }

    /// <summary>What it said, when it accepted and was spoken to.</summary>
    public ProtocolExchange? Exchange { get; init; }

    /// <summary>Whether it served the client's protocol as asked.</summary>
    public bool ServesTarget { get; init; }

    /// <summary>The hosting panel as which it was recognised.</summary>
    public string? ControlPanel { get; init; }

    /// <summary>Whether the host answered at all: it accepted, or refused with a reset.</summary>
    internal bool ShowsLife => Attempt.Connected
        || (Attempt is { Error: System.Net.Sockets.SocketError.ConnectionRefused, IcmpErrors: null or { Count: 0 } });
}
