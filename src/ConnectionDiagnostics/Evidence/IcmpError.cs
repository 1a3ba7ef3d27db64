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

    /// <summary>Type and code with the name that the standards give them: <c>3/13 (administratively prohibited)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name is { } name ? $"{Type}/{Code} ({name})" : $"{Type}/{Code}";

    // RFC 792, RFC 1122, RFC 1812; RFC 4443 for ICMPv6.
    private string? Name => (IsIPv6, Type, Code) switch
    {
        (false, 3, 0) => "network unreachable",
        (false, 3, 1) => "host unreachable",
        (false, 3, 2) => "protocol unreachable",
        (false, 3, 3) => "port unreachable",
        (false, 3, 9) => "network prohibited",
        (false, 3, 10) => "host prohibited",
        (false, 3, 13) => "administratively prohibited",
        (false, 11, 0) => "time to live exceeded",
        (true, 1, 0) => "no route",
        (true, 1, 1) => "administratively prohibited",
        (true, 1, 3) => "address unreachable",
        (true, 1, 4) => "port unreachable",
        (true, 1, 5) => "failed policy",
        (true, 1, 6) => "reject route",
        (true, 3, 0) => "hop limit exceeded",
        _ => null,
    };
}
