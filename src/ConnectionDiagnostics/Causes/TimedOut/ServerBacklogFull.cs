namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The server's accept queue overflows.</summary>
internal sealed class ServerBacklogFull : ICatalogueRule
{
    public CauseCode Code => CauseCode.ServerBacklogFull;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.TimedOut;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Timeout || evidence.Connect.Value is not { ConnectedAddress: null })
        {
            return;
        }

        if (!evidence.IsOwnMachine())
        {
            WeighElsewhere(evidence, scales);
            AddRemedies(evidence, scales);
            scales.SeparateFrom(
                CauseCode.ServerFirewall, RemedyActor.Server, Message.Of("server-backlog-full.next", ("port", evidence.Target.Port)),
                Commands.ListListenersOnServer(evidence, evidence.Target.Port));
            return;
        }

        Listener[] serving = [.. (evidence.ListenersOnPort() ?? [])
            .Where(listener => evidence.Attempts().Any(attempt => listener.Serves(attempt.Address) == true))];
        if (serving.Length > 0)
        {
            WeighHere(evidence, serving, scales);
        }
    }

    /// <summary>From afar a full queue is silence like any other; but a firewall is rarely the reason where everything else on the host is open.</summary>
    private static void WeighElsewhere(ConnectionEvidence evidence, CauseScales scales)
    {
        scales.Consider(Prior.Uncommon, Message.Of("server-backlog-full.summary.remote", ("endpoint", evidence.EndPoint())));
        if (evidence.FirstHopSeesOnlyOthers() is { } control)
        {
            scales.Against(
                Strength.Strong, Message.Of("server-backlog-full.reason.first-hop", ("endpoint", evidence.EndPoint()), ("router", control.Expired())));
        }
        else if (evidence.OnlyDialledPortIsSilent())
        {
            (string, object?)[] values = [("port", evidence.Target.Port), ("ports", evidence.LivingPorts().Describe())];
            scales.For(Strength.Medium, Message.Of("server-backlog-full.reason.alive", values));
            scales.For(Strength.Medium, Message.Of("server-backlog-full.reason.only-this", values));
        }
    }

    /// <summary>Several sockets may share a port (SO_REUSEPORT); the kernel gives each connection to one of them, full or not.</summary>
    private static void WeighHere(ConnectionEvidence evidence, Listener[] serving, CauseScales scales)
    {
        Listener shown = Array.Find(serving, listener => listener.IsQueueFull) ?? serving[0];
        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("length", shown.QueueLength), ("limit", shown.QueueLimit),
            ("listener", new[] { shown }.Describe()),
        ];
        if (serving.All(listener => listener.IsQueueFull))
        {
            scales.Confirm(Message.Of("server-backlog-full.summary.here", values), Message.Of("server-backlog-full.reason.queue", values));
            AddRemedies(evidence, scales);
        }
        else if (shown.IsQueueFull)
        {
            scales.Consider(Prior.Usual, Message.Of("server-backlog-full.summary.here", values));
            scales.For(Strength.Strong, Message.Of("server-backlog-full.reason.queue", values));
            AddRemedies(evidence, scales);
        }
        else if (serving.All(listener => listener.QueueLength is not null && listener.QueueLimit is not null))
        {
            scales.RuleOut(Message.Of("server-backlog-full.ruled-out", values));
        }
        else
        {
            // It listens and does not answer, and its queue could not be read.
            scales.Consider(Prior.Usual, Message.Of("server-backlog-full.summary.remote", values));
            scales.For(Strength.Weak, Message.Of("server-backlog-full.reason.listens", values));
            AddRemedies(evidence, scales);
            scales.SeparateFrom(
                CauseCode.ServerFirewall, RemedyActor.Client, Message.Of("server-backlog-full.next", ("port", evidence.Target.Port)),
                Commands.ListListeners(evidence, evidence.Target.Port));
        }
    }

    private static void AddRemedies(ConnectionEvidence evidence, CauseScales scales)
    {
        scales.Remedy(RemedyActor.Server, Message.Of("server-backlog-full.remedy.accept", ("port", evidence.Target.Port)), Commands.ListListenersOnServer(evidence, evidence.Target.Port));
        scales.Remedy(RemedyActor.Server, Message.Of("server-backlog-full.remedy.raise"), Commands.ShowBacklogLimit(evidence));
    }
}
