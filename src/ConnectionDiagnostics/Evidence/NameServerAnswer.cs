using System.Net;

namespace ConnectionDiagnostics;

/// <summary>What one name server answered when asked directly for A and AAAA records.</summary>
public sealed record NameServerAnswer
{
    /// <summary>The name server.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>What came of it.</summary>
    public required NameServerResult Result { get; init; }

    /// <summary>The response code (RFC 1035, section 4.1.1; IANA DNS RCODEs): 0 no error, 2 server failure, 3 no such name, 5 refused.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>The names that the name is an alias of (CNAME), in the order of the answer.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The addresses it gave.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];
}
