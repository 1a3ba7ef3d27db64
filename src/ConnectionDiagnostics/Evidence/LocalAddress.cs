using System.Net;

namespace ConnectionDiagnostics;

/// <summary>An address of this machine.</summary>
public sealed record LocalAddress
{
    /// <summary>The interface's name.</summary>
    public required string Interface { get; init; }

    /// <summary>The address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The length of the subnet's prefix, in bits.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>Whether the interface is a tunnel: TUN, WireGuard, PPP and the like. <see langword="null"/> when the system does not tell.</summary>
    public bool? IsTunnel { get; init; }

    /// <summary>Whether the interface is up.</summary>
    public required bool IsUp { get; init; }
}
