namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server accepts and never answers.</summary>
internal sealed class ServerSilent : ICauseRule
{
    public CauseCode Code => CauseCode.ServerSilent;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Timeout || evidence.Connect.Value?.ConnectedAddress is null)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("port", evidence.Target.Port), ("wanted", evidence.ProtocolName()),
            ("duration", evidence.Protocol.Value?.Own.Duration is { Ticks: > 0 } waited ? waited : evidence.TlsDuration()),
        ];
        scales.Consider(Prior.Usual, Message.Of("server-silent.summary", values));
        scales.For(Strength.Medium, Message.Of("server-silent.reason", values));
        scales.Remedy(RemedyActor.Server, Message.Of("server-silent.remedy.process", values), Commands.ListListenersOnServer(evidence.Target.Port));
        scales.SeparateFrom(CauseCode.ProtocolMismatch, RemedyActor.Server, Message.Of("server-silent.next", values));
    }
}
