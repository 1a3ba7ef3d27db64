using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>From the name to addresses: what the application's own resolver gave, and when it gave nothing, what each name server says.</summary>
public sealed record NameEvidence
{
    /// <summary>The name that was looked up, or the address that made a look-up unnecessary.</summary>
    public required string Host { get; init; }

    /// <summary>Whether the host is an address already.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>The addresses, in the resolver's order.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init => field = value ?? []; } = [];

    /// <summary>The resolver's error; <see cref="SocketError.Success"/> when it gave an address, <see cref="SocketError.TimedOut"/> when it did not answer in time.</summary>
    public SocketError Error { get; init; }

    /// <summary>Whether the name can never exist, so that nobody was asked: <c>.invalid</c> (RFC 6761, section 6.4), <c>.alt</c> (RFC 9476).</summary>
    public bool NeverExists { get; init; }

    /// <summary>The lines of the hosts file that name the host.</summary>
    public IReadOnlyList<HostsEntry> HostsEntries { get; init => field = value ?? []; } = [];

    /// <summary>The domains that the system's resolver appends to short names.</summary>
    public IReadOnlyList<string> SearchDomains { get; init => field = value ?? []; } = [];

    /// <summary>What the name servers responsible for the name's zone answered; asked only by a thorough diagnosis.</summary>
    public IReadOnlyList<NameServerAnswer> Authorities { get; init => field = value ?? []; } = [];

    /// <summary>What each configured name server answered when asked directly.</summary>
    public IReadOnlyList<NameServerAnswer> NameServers { get; init => field = value ?? []; } = [];
}
