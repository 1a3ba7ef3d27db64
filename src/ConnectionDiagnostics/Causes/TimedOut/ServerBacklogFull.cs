namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The server's accept queue overflows.</summary>
internal sealed class ServerBacklogFull : ICauseRule
{
    public CauseCode Code => CauseCode.ServerBacklogFull;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Timeout || evidence.Connect.Value is not { ConnectedAddress: null })
        {
            return;
        }

        if (!evidence.IsOwnMachine())
        {
            scales.Consider(Prior.Uncommon, Message.Of("server-backlog-full.summary.remote", ("endpoint", evidence.EndPoint())));
            AddRemedies(evidence, scales);
            scales.SeparateFrom(
                CauseCode.ServerFirewall, RemedyActor.Server, Message.Of("server-backlog-full.next", ("port", evidence.Target.Port)),
                Commands.ListListenersOnServer(evidence.Target.Port));
            return;
        }

        foreach (ConnectAttempt attempt in evidence.Attempts())
        {
            if (evidence.ListenersOnPort()?.FirstOrDefault(listener => listener.Serves(attempt.Address) == true) is { } listener)
            {
                WeighHere(evidence, listener, scales);
                return;
            }
        }
    }

    private static void WeighHere(ConnectionEvidence evidence, Listener listener, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("length", listener.QueueLength), ("limit", listener.QueueLimit),
            ("listener", new[] { listener }.Describe()),
        ];
        if (listener.IsQueueFull)
        {
            scales.Confirm(Message.Of("server-backlog-full.summary.here", values), Message.Of("server-backlog-full.reason.queue", values));
            AddRemedies(evidence, scales);
        }
        else if (listener.QueueLength is not null)
        {
            scales.RuleOut(Message.Of("server-backlog-full.ruled-out", values));
        }
    }

    private static void AddRemedies(ConnectionEvidence evidence, CauseScales scales)
    {
        scales.Remedy(RemedyActor.Server, Message.Of("server-backlog-full.remedy.accept", ("port", evidence.Target.Port)), Commands.ListListenersOnServer(evidence.Target.Port));
        scales.Remedy(RemedyActor.Server, Message.Of("server-backlog-full.remedy.raise"), "sysctl net.core.somaxconn");
    }
}
