namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>The server is not started, or not listening on that port.</summary>
internal sealed class ServerNotListening : ICatalogueRule
{
    public CauseCode Code => CauseCode.ServerNotListening;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.Refused;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Refused)
        {
            return;
        }

        // A closed port answers with a reset, never with ICMP (RFC 9293, section 3.10.7.1): it was a filter, and what is behind it is not seen.
        if (evidence.RefusedByReset() is not { } refused)
        {
            return;
        }

        if (evidence.IsOwnMachine() && evidence.ListenersOnPort() is { } listeners && evidence.Connect.Value!.RefusedHere != false)
        {
            WeighHere(evidence, listeners, scales);
        }
        else
        {
            WeighElsewhere(evidence, refused, scales);
        }
    }

    private static void WeighHere(ConnectionEvidence evidence, IReadOnlyList<Listener> listeners, CauseScales scales)
    {
        int port = evidence.Target.Port;
        if (listeners.Count > 0 && !evidence.AnotherProgramOnPort())
        {
            scales.RuleOut(Message.Of("server-not-listening.ruled-out.listens", ("listeners", listeners.Describe())));
            return;
        }

        (string, object?)[] values = [("port", port), ("endpoint", evidence.EndPoint()), ("protocol", evidence.ProtocolName())];
        var summary = Message.Of("server-not-listening.summary.here", values);
        var reason = Message.Of("server-not-listening.reason.table", ("port", port));
        if (listeners.Count > 0)
        {
            scales.Consider(Prior.Usual, Message.Of("server-not-listening.summary.other-program", [.. values, ("listeners", listeners.Describe())]));
            scales.For(Strength.Medium, Message.Of("server-not-listening.reason.other-program", [.. values, ("listeners", listeners.Describe())]));
        }
        else if (evidence.Neighbours.Value?.Ports.Any(neighbour => neighbour.ServesTarget || neighbour.ServesWithoutTls) == true)
        {
            // True either way: the service that was found elsewhere may be the wanted one, or not.
            scales.Consider(Prior.Common, summary);
            scales.For(evidence.Target.Protocol == WireProtocol.Http ? Strength.Medium : Strength.Weak, reason);
        }
        else if (evidence.Routes.Value!.Routes.Any(route => route.Scope == AddressScope.Unspecified))
        {
            // "Any address" was dialled: Linux takes it as this machine, which is hardly what was meant.
            scales.Consider(Prior.Common, summary);
            scales.For(Strength.Medium, reason);
        }
        else if (evidence.MayBeForwarded() || evidence.Neighbours.State == FactState.NotMeasured || MayBeMeantElsewhere(evidence))
        {
            // A published port is forwarded by the packet filter, without a listener here; then it is the container that refused.
            // While nobody has looked at the other ports, the service may be there; and it may run on another machine than this one.
            scales.Consider(Prior.Usual, summary);
            scales.For(Strength.Strong, reason);
        }
        else
        {
            scales.Confirm(summary, reason);
        }

        scales.Remedy(RemedyActor.Server, Message.Of("server-not-listening.remedy.start", ("port", port)));
        scales.Remedy(
            RemedyActor.Server, Message.Of("server-not-listening.remedy.look", ("port", port)), Commands.ListListeners(evidence, port));
        if (evidence.LoopbackInContainer())
        {
            scales.Remedy(RemedyActor.Client, Message.Of("server-not-listening.remedy.container", ("port", port)));
        }
    }

    /// <summary>Whether the name leads to this machine by the hosts file alone, or the container's host serves the port or was not asked.</summary>
    private static bool MayBeMeantElsewhere(ConnectionEvidence evidence) =>
        evidence.IsLedByHostsFileAlone() || evidence.IsLedToLoopbackByDns() || evidence.ContainerHost.Value is { Attempt.Connected: true, ServesTarget: not false }
        || (evidence.Environment.Value is null or { InContainer: true } or { InSubsystemForLinux: true } && evidence.IsLoopback()
            && evidence.ContainerHost.State == FactState.NotMeasured);

    /// <summary>From afar a closed port, a server bound to another address and a filter that sends resets look the same: the prior alone ranks them.</summary>
    private static void WeighElsewhere(ConnectionEvidence evidence, ConnectAttempt refused, CauseScales scales)
    {
        int port = evidence.Target.Port;
        scales.Consider(Prior.Common, Message.Of("server-not-listening.summary.remote", ("endpoint", new System.Net.IPEndPoint(refused.Address, port))));
        if (refused.IcmpErrors is not null)
        {
            scales.For(Strength.Weak, Message.Of("server-not-listening.reason.reset", ("address", refused.Address), ("duration", refused.RoundTripTime ?? refused.Duration)));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("server-not-listening.remedy.start", ("port", port)));
        scales.SeparateFrom(
            CauseCode.BoundToOtherAddress, RemedyActor.Server, Message.Of("server-not-listening.next.listeners", ("port", port)),
            Commands.ListListenersOnServer(evidence, port));
    }
}
