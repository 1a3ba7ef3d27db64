using System.Net;

namespace ConnectionDiagnostics;

/// <summary>An ICMP error in answer to a connection attempt (RFC 792, RFC 4443).</summary>
public sealed record IcmpError
{
    /// <summary>The ICMP type; 3 is "destination unreachable" in ICMPv4, 1 in ICMPv6.</summary>
    public required int Type { get; init; }

    /// <summary>The ICMP code.</summary>
    public required int Code { get; init; }

    /// <summary>Who sent it.</summary>
    public required IPAddress Sender { get; init; }

    /// <summary>Whether it came as ICMPv6.</summary>
    public bool IsIPv6 { get; init; }

    /// <summary>Type and code: <c>3/13</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Type}/{Code}";
}
