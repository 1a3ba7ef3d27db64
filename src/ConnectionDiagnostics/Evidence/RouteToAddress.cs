using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>The way to one address.</summary>
public sealed record RouteToAddress
{
    /// <summary>The address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>What kind of address it is.</summary>
    public required AddressScope Scope { get; init; }

    /// <summary>Whether it is an address of this machine.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The interface that has the address, or whose subnet it is in.</summary>
    public string? Interface { get; init; }

    /// <summary>The local address that the system would send from; nothing is sent to find it.</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>What the routing table does with packets to the address.</summary>
    public RouteKind Kind { get; init; }

    /// <summary>The gateway to which packets go first; <see langword="null"/> when the address is on the local link, or the system does not tell.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>The interface through which packets leave.</summary>
    public string? Device { get; init; }

    /// <summary>Whether packets leave through a tunnel: TUN, WireGuard, PPP and the like. <see langword="null"/> when the system does not tell.</summary>
    public bool? ThroughTunnel { get; init; }

    /// <summary>The error when there is no way; <see cref="SocketError.Success"/> when there is one.</summary>
    public SocketError Error { get; init; }
}
