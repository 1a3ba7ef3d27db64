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

    /// <summary>Whether the interface is up.</summary>
    public required bool IsUp { get; init; }
}
