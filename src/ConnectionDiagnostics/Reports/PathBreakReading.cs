using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>Reads from the evidence where a connection failed. No more certain than the evidence: silence is drawn behind the last station that was seen.</summary>
internal static class PathBreakReading
{
    public static PathBreak Break(this Diagnosis diagnosis, Language language)
    {
        ConnectionEvidence evidence = diagnosis.Evidence;
        return diagnosis.Outcome switch
        {
            ConnectionOutcome.Connected or ConnectionOutcome.InvalidTarget => default,
            _ when evidence.Proxy.Value is { } proxy && !evidence.GotThroughProxy() => AtProxy(evidence, proxy),
            // One machine, one hop away, that answers for this address and for others is not the server.
            _ when !evidence.GoesThroughProxy() && evidence.AnsweredBeside() is not null && !evidence.IsOwnMachine() => Before(PathPlace.NextHop, Sentences.Render("report.path.nearer", [], language)),
            _ when evidence.GotThroughProxy() || evidence.Connect.Value is { ConnectedAddress: not null } => At(PathPlace.Server),
            ConnectionOutcome.NameResolutionFailed => At(PathPlace.Names),
            ConnectionOutcome.AddressNotAvailable or ConnectionOutcome.BlockedLocally or ConnectionOutcome.ResourceExhausted => At(PathPlace.Client),
            _ when evidence.Attempts().FirstOrDefault(attempt => !attempt.Connected && attempt.Error != SocketError.InProgress) is { } attempt => AtAttempt(evidence, attempt, language),
            _ => default,
        };
    }

    private static PathBreak AtProxy(ConnectionEvidence evidence, ProxyEvidence proxy) => proxy.Result switch
    {
        _ when evidence.ProxySaysTargetFails() => Before(PathPlace.Server, ProxyWords.Of(evidence, proxy)),
        ProxyResult.NotResolved => Before(PathPlace.Proxy, ErrorNames.Of(proxy.ResolveError)),
        ProxyResult.NotConnected => Before(PathPlace.Proxy, ErrorNames.Of(proxy.Attempts is [var first, ..] ? first.Error : SocketError.TimedOut)),
        _ => At(PathPlace.Proxy),
    };

    private static PathBreak AtAttempt(ConnectionEvidence evidence, ConnectAttempt attempt, Language language)
    {
        bool isUnrouted = evidence.RouteTo(attempt.Address) is { } route && (route.Error != SocketError.Success || route.Kind is RouteKind.Unreachable or RouteKind.Prohibited or RouteKind.Blackhole);
        if (isUnrouted || attempt is { FailedAtBind: true } or { Error: SocketError.NetworkUnreachable or SocketError.NetworkDown, IcmpErrors: null or { Count: 0 } })
        {
            return At(PathPlace.Client);
        }

        if (attempt.IcmpErrors is [var icmp, ..])
        {
            return AtSender(evidence, attempt, icmp);
        }

        string silence = Sentences.Render("report.path.silent", [], language);
        return attempt switch
        {
            { Error: SocketError.TimedOut } => Before(evidence.FirstHopSeesOnlyOthers() is null ? PathPlace.Server : PathPlace.NextHop, silence),
            { Error: SocketError.ConnectionRefused or SocketError.ConnectionReset } or { SelfConnected: true } => At(PathPlace.Server),
            _ => Before(PathPlace.NextHop, ErrorNames.Of(attempt.Error)),
        };
    }

    /// <summary>Who cannot reach the next machine says so: the way breaks behind it. Who forbids it is the place itself.</summary>
    private static PathBreak AtSender(ConnectionEvidence evidence, ConnectAttempt attempt, IcmpError icmp)
    {
        bool isInVain = icmp is { IsIPv6: false, Type: 3, Code: 0 or 1 } or { IsIPv6: true, Type: 1, Code: 0 or 3 };
        bool isTarget = icmp.Sender.Equals(attempt.Address);
        return evidence.IsOwnAddress(icmp.Sender) && !isTarget ? isInVain ? Before(PathPlace.NextHop, icmp.ToString()) : At(PathPlace.Client)
            : isTarget ? At(PathPlace.Server)
            : isInVain ? Before(PathPlace.Server, icmp.ToString()) with { Router = icmp.Sender }
            : At(PathPlace.Router) with { Router = icmp.Sender };
    }

    private static PathBreak At(PathPlace place) => new() { Place = place };

    private static PathBreak Before(PathPlace place, string seen) => new() { Place = place, OnTheWay = seen };
}
