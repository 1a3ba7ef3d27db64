using System.Net;

namespace ConnectionDiagnostics;

/// <summary>The next machine on the way to the target, on this machine's own link: the target itself, or the gateway.</summary>
public sealed record LinkNeighbour
{
    /// <summary>Its address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The interface.</summary>
    public string? Interface { get; init; }

    /// <summary>What the system knows of it, read after the connect had failed.</summary>
    public required LinkNeighbourState State { get; init; }

    /// <summary>How long ago it last showed that it is there; <see langword="null"/> when the system does not tell.</summary>
    public TimeSpan? ConfirmedAgo { get; init; }
}
