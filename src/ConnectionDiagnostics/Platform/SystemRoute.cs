using System.Net;

namespace ConnectionDiagnostics.Platform;

/// <summary>What the routing table says of one address.</summary>
internal sealed record SystemRoute
{
    public required RouteKind Kind { get; init; }

    /// <summary>The gateway; <see langword="null"/> when the address is on the local link.</summary>
    public IPAddress? Gateway { get; init; }

    public string? Interface { get; init; }

    public int InterfaceIndex { get; init; }

    public IPAddress? Source { get; init; }

    public bool? ThroughTunnel { get; init; }
}
