using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>A packet filter at or before the server drops or rejects the connection.</summary>
internal sealed class ServerFirewall : ICatalogueRule
{
    /// <summary>A SYN is repeated after one second (RFC 6298, section 2).</summary>
    private static readonly TimeSpan FirstRepetition = TimeSpan.FromSeconds(1);

    public CauseCode Code => CauseCode.ServerFirewall;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.TimedOut, .. KnownErrors.Refused, .. KnownErrors.HostUnreachable];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Connect.Value is not { ConnectedAddress: null }
            || scales.Outcome is not (ConnectionOutcome.Refused or ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable))
        {
            return;
        }

        if (evidence.Attempts().FirstOrDefault(attempt => FilterOf(attempt, evidence) is not null) is { } filtered)
        {
            WeighIcmp(filtered, FilterOf(filtered, evidence)!, evidence, scales);
        }
        else if (scales.Outcome == ConnectionOutcome.Timeout)
        {
            WeighSilence(evidence, scales);
        }
        else if (scales.Outcome == ConnectionOutcome.Refused)
        {
            WeighReset(evidence, scales);
        }
        else if (evidence.NobodyOnLink() is { Address.AddressFamily: AddressFamily.InterNetworkV6 } missing)
        {
            // Neighbour discovery is ICMPv6, which firewalls drop by mistake; the host is then as absent as one that is off.
            scales.Consider(Prior.Common, Message.Of("server-firewall.summary.discovery", ("address", missing.Address)));
            scales.For(Strength.Medium, Message.Of("server-firewall.reason.discovery", ("address", missing.Address)));
            scales.Remedy(RemedyActor.Server, Message.Of("server-firewall.remedy.discovery"), "sudo nft list ruleset | grep -i icmpv6");
            scales.SeparateFrom(CauseCode.HostDown, RemedyActor.Server, Message.Of("server-firewall.next.host-down", ("port", evidence.Target.Port)));
        }
        else
        {
            WeighHostUnreachable(evidence, scales);
        }
    }

    /// <summary>The error that only a filter sends: a closed port answers with a reset (RFC 1122, section 3.2.2.1; RFC 1812, section 5.2.7.1).</summary>
    private static IcmpError? FilterOf(ConnectAttempt attempt, ConnectionEvidence evidence)
    {
        foreach (IcmpError icmp in attempt.IcmpErrors ?? [])
        {
            bool byTarget = attempt.Address.Equals(icmp.Sender);
            bool byOurselves = !byTarget && evidence.IsOwnAddress(icmp.Sender);
            bool isFilter = icmp switch
            {
                { IsIPv6: false, Type: 3, Code: 3 or 9 or 10 or 13 } => true,
                { IsIPv6: false, Type: 3, Code: 0 or 1 or 2 } => byTarget,
                // ICMPv6: administratively prohibited, port unreachable, failed policy (RFC 4443, section 3.1); no route from the target itself.
                { IsIPv6: true, Type: 1, Code: 1 or 4 or 5 } => true,
                { IsIPv6: true, Type: 1, Code: 0 or 3 } => byTarget,
                _ => false,
            };
            if (isFilter && !byOurselves)
            {
                return icmp;
            }
        }

        return null;
    }

    private static void WeighIcmp(ConnectAttempt attempt, IcmpError icmp, ConnectionEvidence evidence, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("endpoint", new IPEndPoint(attempt.Address, attempt.Port)), ("port", attempt.Port), ("icmp", icmp), ("sender", icmp.Sender),
        ];
        // Not knowing our own addresses, the sender may be ourselves; another address may fail for another reason; and the Internet's
        // routers reject private addresses, whatever the server's own firewall does.
        bool isCertain = (evidence.KnowsOwnAddresses() || attempt.Address.Equals(icmp.Sender))
            && evidence.Attempts().All(other => FilterOf(other, evidence) is not null || other.Error == SocketError.InProgress)
            && !evidence.LeavesPrivateNetworks()
            && !IsOfForwarding(icmp);
        if (isCertain)
        {
            scales.Confirm(Message.Of("server-firewall.summary.icmp", values), Message.Of("server-firewall.reason.icmp", values));
        }
        else if (attempt.IsForwardedToNobody())
        {
            scales.Consider(Prior.Uncommon, Message.Of("server-firewall.summary.icmp", values));
            scales.SeparateFrom(CauseCode.HostDown, RemedyActor.Server, Message.Of("server-firewall.next.forwarded", values));
        }
        else
        {
            scales.Consider(Prior.Common, Message.Of("server-firewall.summary.icmp", values));
            scales.For(IsOfForwarding(icmp) ? Strength.Medium : Strength.Strong, Message.Of("server-firewall.reason.icmp", values));
        }

        AddRemedies(evidence, scales);
    }

    /// <summary>
    /// "Unreachable" from the dialled address itself: a filter's choice, or of a machine behind it to which it passes the port on, whose error bears its
    /// address after translation (RFC 5508, section 4).
    /// </summary>
    private static bool IsOfForwarding(IcmpError icmp) => icmp is { IsIPv6: false, Type: 3, Code: 0 or 1 } or { IsIPv6: true, Type: 1, Code: 0 or 3 };

    private static void WeighSilence(ConnectionEvidence evidence, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("port", evidence.Target.Port), ("syns", evidence.Attempts().Sum(attempt => (long?)attempt.SynsSent)),
            ("address", evidence.FirstFailure()?.Address),
        ];
        if (evidence.Attempts().All(attempt => attempt.SynsSent is < 2 || attempt.Duration < FirstRepetition))
        {
            // One lost packet looks the same, and so does a slow host.
            scales.Consider(Prior.Uncommon, Message.Of("server-firewall.summary.silent", values));
            scales.Against(Strength.Weak, Message.Of("server-firewall.reason.one-syn", values));
        }
        else if (evidence.IsOwnMachine())
        {
            scales.Consider(Prior.Usual, Message.Of("server-firewall.summary.own", values));
            scales.For(Strength.Strong, Message.Of("server-firewall.reason.own", values));
        }
        else
        {
            scales.Consider(Prior.Usual, Message.Of("server-firewall.summary.silent", values));
            WeighHost(evidence, values, scales);
        }

        AddRemedies(evidence, scales);
        scales.SeparateFrom(CauseCode.HostDown, RemedyActor.Server, Message.Of("server-firewall.next.host-down", values));
    }

    private static void WeighHost(ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        if (evidence.FirstHopSeesOnlyOthers() is { } control)
        {
            // As silent as a filter of this machine's own is one of the first router that discards before it looks at the time to live.
            scales.For(Strength.Weak, Message.Of("server-firewall.reason.first-hop", [.. values, ("router", control.Expired())]));
            return;
        }

        if (!evidence.HostIsUp())
        {
            if (OwnerOf.Cloud(evidence) is { } cloud)
            {
                // Nothing at the client tells the cloud's filter from the host's own.
                scales.For(Strength.Weak, Message.Of("server-firewall.reason.cloud", [.. values, ("cloud", cloud.Name)]));
            }

            return;
        }

        scales.Summarize(Message.Of("server-firewall.summary.drops", values));
        if (evidence.LivingPorts() is { Count: > 0 } living)
        {
            scales.For(Strength.Medium, Message.Of("server-firewall.reason.ports", [.. values, ("ports", living.Describe())]));
        }
        else if (evidence.AnswersPing())
        {
            scales.For(Strength.Medium, Message.Of("server-firewall.reason.ping", [.. values, ("duration", evidence.Host.Value?.Ping.Value?.RoundTripTime)]));
        }
        else
        {
            scales.For(Strength.Medium, Message.Of("server-firewall.reason.link", values));
        }

        if (evidence.SilentPorts() is { Length: > 0 } silent)
        {
            scales.For(Strength.Weak, Message.Of("server-firewall.reason.silent-ports", [.. values, ("ports", silent)]));
        }

        if (evidence.LastHop() is { TimeToLive: { } hops } last)
        {
            scales.For(Strength.Weak, Message.Of("server-firewall.reason.path", [.. values, ("hops", hops), ("router", last.Expired())]));
        }
    }

    /// <summary>A router may be told to say "host unreachable" (REJECT with icmp-host-unreachable); it then says so at once.</summary>
    private static void WeighHostUnreachable(ConnectionEvidence evidence, CauseScales scales)
    {
        foreach (ConnectAttempt attempt in evidence.Attempts())
        {
            if (attempt.IcmpErrors?.FirstOrDefault(icmp => icmp is { IsIPv6: false, Type: 3, Code: 1 or 2 } or { IsIPv6: true, Type: 1, Code: 3 }) is not { } icmp
                || evidence.IsOwnAddress(icmp.Sender))
            {
                continue;
            }

            (string, object?)[] values =
            [
                ("endpoint", new IPEndPoint(attempt.Address, attempt.Port)), ("port", attempt.Port), ("icmp", icmp), ("sender", icmp.Sender), ("duration", attempt.Duration),
            ];
            scales.Consider(Prior.Common, Message.Of("server-firewall.summary.router", values));
            if (attempt.Duration < FirstRepetition)
            {
                scales.For(Strength.Weak, Message.Of("server-firewall.reason.at-once", values));
            }

            AddRemedies(evidence, scales);
            scales.SeparateFrom(CauseCode.HostDown, RemedyActor.Server, Message.Of("server-firewall.next.host-down", values));
            return;
        }
    }

    /// <summary>A filter can send resets too (REJECT with tcp-reset), which looks like a closed port.</summary>
    private static void WeighReset(ConnectionEvidence evidence, CauseScales scales)
    {
        if (!evidence.IsOwnMachine() || evidence.Connect.Value!.RefusedHere == false)
        {
            WeighResetElsewhere(evidence, scales);
            return;
        }

        switch (evidence.ListenersOnPort())
        {
            case { } listeners when evidence.IsServedHere(listeners) == true:
                scales.Consider(Prior.Usual, Message.Of("server-firewall.summary.own-reset", ("endpoint", evidence.EndPoint())));
                scales.For(Strength.Medium, Message.Of("server-firewall.reason.own-reset", ("listeners", listeners.Describe())));
                AddRemedies(evidence, scales);
                break;
            case not null when evidence.AllAttemptsFailedWith(SocketError.ConnectionRefused) && evidence.Connect.Value is not { RefusalUnattributed: true }:
                scales.RuleOut(Message.Of("server-firewall.ruled-out.own", ("endpoint", evidence.EndPoint())));
                break;
        }
    }

    private static void WeighResetElsewhere(ConnectionEvidence evidence, CauseScales scales)
    {
        int port = evidence.Target.Port;
        scales.Consider(Prior.Uncommon, Message.Of("server-firewall.summary.reset", ("endpoint", evidence.EndPoint())));
        if (evidence.AnsweredBeside() is { Connected: false } beside)
        {
            scales.For(Strength.Strong, Message.Of("server-firewall.reason.beside", ("port", port), ("other", new IPEndPoint(beside.Address, beside.Port))));
        }

        // A gateway that forwards its other ports to machines behind it is nearer than those, and refuses this one itself.
        if (evidence.Path.Value is { Controls: [{ } control, ..] } path && control.Expired() is { } router && !router.Equals(control.Address)
            && path.Hops.Any(hop => hop.TimeToLive == control.TimeToLive && hop.Address.Equals(control.Address) && hop.WasAnswered()))
        {
            // From the distance at which this port refuses, the host's other port is not reached yet.
            scales.For(Strength.Strong, Message.Of("server-firewall.reason.nearer", ("hops", control.TimeToLive), ("port", control.Port), ("router", router)));
            scales.For(Strength.Medium, Message.Of("server-firewall.reason.nearer-reset", ("port", port), ("hops", control.TimeToLive)));
        }

        AddRemedies(evidence, scales);
        scales.SeparateFrom(
            CauseCode.ServerNotListening, RemedyActor.Server, Message.Of("server-firewall.next.listening", ("port", port)), Commands.ListListenersOnServer(evidence, port));
    }

    private static void AddRemedies(ConnectionEvidence evidence, CauseScales scales) =>
        scales.Remedy(
            evidence.IsOwnMachine() ? RemedyActor.Client : RemedyActor.Server,
            Message.Of("server-firewall.remedy.open", ("port", evidence.Target.Port)),
            evidence.IsOwnMachine() ? Commands.ShowFirewall(evidence) : $"sudo nft list ruleset | grep {evidence.Target.Port}");
}
