using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>What one name server answered when asked directly for A and AAAA records.</summary>
public sealed record NameServerAnswer
{
    /// <summary>The name server.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>The name it was asked for: the host, or the host with a search domain. Empty where nobody noted it.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What came of it.</summary>
    public required NameServerResult Result { get; init; }

    /// <summary>The response code (RFC 1035, section 4.1.1; IANA DNS RCODEs): 0 no error, 2 server failure, 3 no such name, 5 refused.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>The names that the name is an alias of (CNAME), in the order of the answer.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    /// <summary>Whether the aliases lead back to one of themselves.</summary>
    public bool HasAliasLoop { get; init; }

    /// <summary>The addresses it gave, at most 64.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init => field = value ?? []; } = [];

    /// <summary>How long its answer may still be kept: the shortest of its records.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Why it fails, in its own words.</summary>
    public IReadOnlyList<ExtendedDnsError> ExtendedErrors { get; init => field = value ?? []; } = [];

    /// <summary>Whether its answer was too long for UDP, so that it was asked again over TCP (RFC 7766).</summary>
    public bool WasTruncated { get; init; }

    /// <summary>The kinds of records for which no answer came, while it answered for the others: <c>AAAA</c>.</summary>
    public IReadOnlyList<string> Unanswered { get; init => field = value ?? []; } = [];

    /// <summary>Whether it gave no answer for this name and one for <c>localhost</c>: it is there, and those that it asks are not.</summary>
    public bool AnswersOtherwise { get; init; }

    /// <summary>Why no answer came, when the system said so: <see cref="SocketError.ConnectionRefused"/> when nothing listens at its port.</summary>
    public SocketError Error { get; init; }
}
