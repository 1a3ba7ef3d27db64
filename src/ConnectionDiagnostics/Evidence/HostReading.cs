using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of what was seen beside the dialled port.</summary>
internal static class HostReading
{
    public static IReadOnlyList<HostPort> OtherPorts(this ConnectionEvidence evidence) => evidence.Host.Value?.Ports ?? [];

    /// <summary>The other ports that show that the host is up.</summary>
    public static IReadOnlyList<HostPort> LivingPorts(this ConnectionEvidence evidence) => [.. evidence.OtherPorts().Where(port => port.ShowsLife)];

    /// <summary>The other ports that did not answer either, with two SYNs at least.</summary>
    public static int[] SilentPorts(this ConnectionEvidence evidence) =>
        [.. evidence.OtherPorts().Where(port => port.Attempt is { Error: SocketError.TimedOut, SynsSent: not 1 }).Select(port => port.Attempt.Port)];

    public static bool AnswersPing(this ConnectionEvidence evidence) => evidence.Host.Value?.Ping is { IsMeasured: true, Value.Answered: true };

    /// <summary>Whether the target is on this machine's own link, and showed during the connect that it is there.</summary>
    public static bool AnsweredOnLink(this ConnectionEvidence evidence) =>
        evidence.Host.Value is { } host && host.NextHop is { IsMeasured: true, Value: { ConfirmedAgo: { } ago } hop } && hop.Address.Equals(host.Address)
        && hop.State is not (LinkNeighbourState.Failed or LinkNeighbourState.Incomplete or LinkNeighbourState.Absent)
        && evidence.Attempts().Any(attempt => ago < attempt.Duration);

    /// <summary>The entry of the target itself, when this machine asked its own link for it and nobody answered.</summary>
    public static LinkNeighbour? NobodyOnLink(this ConnectionEvidence evidence) =>
        evidence.Host.Value is { NextHop: { IsMeasured: true, Value: { State: LinkNeighbourState.Failed or LinkNeighbourState.Incomplete } hop } } host
        && hop.Address.Equals(host.Address)
            ? hop
            : null;

    /// <summary>Whether something showed that the host is up.</summary>
    public static bool HostIsUp(this ConnectionEvidence evidence) =>
        evidence.LivingPorts().Count > 0 || evidence.AnswersPing() || evidence.AnsweredOnLink();

    /// <summary>Whether the host refuses at other ports that nobody serves, and drops nothing but the dialled one: no firewall that shuts all.</summary>
    public static bool OnlyDialledPortIsSilent(this ConnectionEvidence evidence) =>
        evidence.SilentPorts().Length == 0 && evidence.OtherPorts().Count(port => port is { ShowsLife: true, Attempt.Connected: false }) >= 2;

    /// <summary>The last router that said that it had to discard a packet which had travelled far enough.</summary>
    public static ConnectAttempt? LastHop(this ConnectionEvidence evidence) =>
        evidence.Path.Value?.Hops.LastOrDefault(hop => hop.Expired() is not null);

    /// <summary>Who said that a packet had travelled far enough (time to live exceeded; ICMPv6: hop limit exceeded).</summary>
    public static IPAddress? Expired(this ConnectAttempt attempt) => attempt.IcmpErrors?
        .FirstOrDefault(icmp => icmp is { IsIPv6: false, Type: 11, Code: 0 } or { IsIPv6: true, Type: 3, Code: 0 })?.Sender;

    /// <summary>The attempt that one hop carried and that was answered all the same: accepted, or refused with a reset.</summary>
    public static ConnectAttempt? AnsweredByFirstHop(this ConnectionEvidence evidence) =>
        evidence.Path.Value?.Hops.FirstOrDefault(hop => hop.TimeToLive == 1 && hop.WasAnswered());

    /// <summary>The attempt to another address that one hop carried and that was answered as well: one machine answers for all.</summary>
    public static ConnectAttempt? AnsweredBeside(this ConnectionEvidence evidence) => evidence.AnsweredByFirstHop() is { } answered
        ? evidence.Path.Value!.Controls.FirstOrDefault(control => control.TimeToLive == 1 && !control.Address.Equals(answered.Address) && control.WasAnswered())
        : null;

    /// <summary>
    /// A connect to something else that the first router saw, while it saw none of those to the target's port: they do not leave this
    /// machine, or the router itself discards them first.
    /// </summary>
    public static ConnectAttempt? FirstHopSeesOnlyOthers(this ConnectionEvidence evidence)
    {
        if (evidence.Path.Value is not { } path || path.Hops.Any(hop => hop.Expired() is not null || hop.WasAnswered()))
        {
            return null;
        }

        return path.Controls.FirstOrDefault(control => control.Expired() is { } router && !evidence.IsOwnAddress(router));
    }

    /// <summary>Whether this machine discarded as many arriving packets as there would have been answers to the SYNs that it repeated: its own filter may discard them.</summary>
    public static bool DiscardsWhatArrives(this ConnectionEvidence evidence) =>
        evidence.Connect.Value?.Undelivered is { } count && count >= Math.Max(2, evidence.Attempts().Count(attempt => attempt.SynsSent > 1));

    /// <summary>A router that knows nobody at an address says so after it has asked three times, a second apart; one that says so at once was told to.</summary>
    public static readonly TimeSpan RouterHasAsked = TimeSpan.FromSeconds(0.8);

    /// <summary>
    /// Whether the dialled address itself says, after it has looked for somebody, that a host is unreachable: it has passed the connection on (DNAT), for itself
    /// it need not look.
    /// </summary>
    public static bool IsForwardedToNobody(this ConnectAttempt attempt)
    {
        for (int i = 0; attempt.Duration >= RouterHasAsked && i < (attempt.IcmpErrors?.Count ?? 0); i++)
        {
            if (attempt.IcmpErrors![i] is { IsIPv6: false, Type: 3, Code: 1 } or { IsIPv6: true, Type: 1, Code: 3 } && attempt.Address.Equals(attempt.IcmpErrors[i].Sender))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The attempt of <see cref="IsForwardedToNobody"/>, where there is one.</summary>
    public static ConnectAttempt? ForwardedToNobody(this ConnectionEvidence evidence)
    {
        IReadOnlyList<ConnectAttempt> attempts = evidence.Attempts();
        for (int i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].IsForwardedToNobody())
            {
                return attempts[i];
            }
        }

        return null;
    }

    /// <summary>Whether a peer answered: accepted, or refused with a reset.</summary>
    public static bool WasAnswered(this ConnectAttempt attempt) =>
        attempt.Connected || attempt is { Error: SocketError.ConnectionRefused, IcmpErrors: null or { Count: 0 } };

    /// <summary>What other ports of the host do, as a list for a sentence: those that do the same together, in the words of port scanners.</summary>
    public static object[] Describe(this IEnumerable<HostPort> ports) =>
        [.. ports.GroupBy(port => WordFor(port.Attempt)).Select(group => (object)Message.Of(group.Key, ("ports", string.Join('/', group.Select(port => port.Attempt.Port)))))];

    /// <summary>The lines of the hosts file that gave an address that was dialled.</summary>
    public static HostsEntry? HostsEntryInForce(this ConnectionEvidence evidence) =>
        evidence.Names.Value?.HostsEntries.FirstOrDefault(entry => evidence.Attempts().Any(attempt => attempt.Address.Equals(entry.Address)));

    /// <summary>Whether the dialled address is the name's by the hosts file alone: name servers give others.</summary>
    public static bool IsLedByHostsFileAlone(this ConnectionEvidence evidence) => evidence.HostsEntryInForce() is not null && evidence.NameServersContradict();

    /// <summary>Whether a name that is not the machine's own leads to loopback, and not by the hosts file: a sinkhole, or a record for somebody else's tests.</summary>
    public static bool IsLedToLoopbackByDns(this ConnectionEvidence evidence) =>
        evidence.Names.Value is { IsLiteral: false, Host: { } host } && evidence.IsLoopback() && evidence.HostsEntryInForce() is null
        && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>The addresses that name servers give for the name and that the system's resolver did not give.</summary>
    public static IReadOnlyList<IPAddress> OtherAddresses(this ConnectionEvidence evidence) => evidence.Names.Value is { } names
        ? [.. names.NameServers.SelectMany(answer => answer.Addresses).Except(names.Addresses).Distinct()]
        : [];

    /// <summary>An address that name servers give for the name and on which somebody accepts, other than those that were dialled in vain.</summary>
    public static ConnectAttempt? WorkingAlternate(this ConnectionEvidence evidence) =>
        evidence.Host.Value?.Alternates.FirstOrDefault(attempt => attempt.Connected);

    /// <summary>Whether name servers give the name an address, and none of those that the system's resolver gave.</summary>
    public static bool NameServersContradict(this ConnectionEvidence evidence) =>
        evidence.Names.Value is { IsLiteral: false } names && names.NameServers.Any(answer => answer.Addresses.Count > 0)
        && !names.NameServers.SelectMany(answer => answer.Addresses).Intersect(names.Addresses).Any();

    private static string WordFor(ConnectAttempt attempt) => attempt switch
    {
        { Connected: true } => "host.ports.open",
        { Error: SocketError.ConnectionRefused, IcmpErrors: null or { Count: 0 } } => "host.ports.closed",
        { IcmpErrors.Count: > 0 } => "host.ports.rejected",
        { Error: SocketError.TimedOut } => "host.ports.silent",
        _ => "host.ports.failed",
    };
}
