using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of what the name servers said.</summary>
internal static class NameReading
{
    // RFC 8914, section 4: blocked, censored, filtered, prohibited.
    private const int FirstBlocked = 15;
    private const int LastBlocked = 18;

    // RFC 8914, section 4: from unsupported DNSKEY to NSEC missing; 5 is indeterminate, 3 and 4 are no failures of DNSSEC. 27 is an iteration count.
    private static readonly int[] Signatures = [1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 25, 27];

    /// <summary>The name servers that answered at all.</summary>
    public static IEnumerable<NameServerAnswer> Answered(this NameEvidence names) =>
        names.NameServers.Where(answer => answer.Result != NameServerResult.NoAnswer);

    /// <summary>The addresses of the name servers that are there, and did not answer for this name.</summary>
    public static IPAddress[] SlowServers(this NameEvidence names) =>
        [.. names.NameServers.Where(answer => answer is { Result: NameServerResult.NoAnswer, AnswersOtherwise: true }).Select(answer => answer.Server.Address).Distinct()];

    /// <summary>The addresses of the name servers that gave one kind of answer.</summary>
    public static IPAddress[] ServersThat(this NameEvidence names, params NameServerResult[] results) =>
        [.. names.NameServers.Where(answer => results.Contains(answer.Result)).Select(answer => answer.Server.Address).Distinct()];

    /// <summary>Whether the resolver itself said that there is no such host, or none with an address; getaddrinfo(3) does not tell the two apart.</summary>
    public static bool ResolverSaysNo(this NameEvidence names) => names.Error is SocketError.HostNotFound or SocketError.NoData;

    /// <summary>Whether every name server that was asked gave the same kind of answer. One that is silent may be the one that knows.</summary>
    public static bool AllSay(this NameEvidence names, NameServerResult result) =>
        names.NameServers.Count > 0 && names.NameServers.All(answer => answer.Result == result);

    /// <summary>Whether the host stands under a domain: <c>local</c>.</summary>
    public static bool IsUnder(this NameEvidence names, string domain) =>
        names.Host.TrimEnd('.').EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>What name servers say of names that they withhold; <see langword="null"/> when none says so.</summary>
    public static ExtendedDnsError? Blocked(this NameEvidence names) =>
        names.NameServers.SelectMany(answer => answer.ExtendedErrors).FirstOrDefault(error => error.Code is >= FirstBlocked and <= LastBlocked);

    /// <summary>What name servers say of signatures that do not fit (DNSSEC); <see langword="null"/> when none says so.</summary>
    public static ExtendedDnsError? Bogus(this NameEvidence names) =>
        names.NameServers.Where(answer => answer.Result == NameServerResult.ServerFailure).SelectMany(answer => answer.ExtendedErrors)
            .FirstOrDefault(error => Signatures.Contains(error.Code));

    /// <summary>The last of the names to which the aliases lead, where the name servers agree on it.</summary>
    public static string? LastAlias(this NameEvidence names) =>
        names.Answered().Select(answer => answer.Aliases is [.., var last] ? last : null).Distinct().ToArray() is [{ } only] ? only : null;

    /// <summary>Addresses that the responsible name servers give, when they are others than the resolver's, all of them.</summary>
    public static IReadOnlyList<IPAddress> AuthoritativeElsewhere(this NameEvidence names)
    {
        IPAddress[] theirs = [.. names.Authorities.SelectMany(answer => answer.Addresses).Distinct()];
        return theirs.Intersect(names.Addresses).Any() ? [] : theirs;
    }
}
