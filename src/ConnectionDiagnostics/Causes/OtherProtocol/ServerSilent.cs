using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server accepts and never answers.</summary>
internal sealed class ServerSilent : ICatalogueRule
{
    private const int ShownBytes = 60;

    /// <summary>Less time than this says nothing about a server.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    public CauseCode Code => CauseCode.ServerSilent;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.Silent;

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
        if (evidence.Protocol.Value?.Own is { IsCutOff: true } cutOff)
        {
            WeighSlowness(evidence, cutOff, scales);
            return;
        }

        if (evidence.LostOurData())
        {
            scales.RuleOut(Message.Of("server-silent.ruled-out.unacknowledged", values));
            return;
        }

        scales.Consider(Prior.Usual, Message.Of(evidence.SpeaksTarget(evidence.Detected()) ? "server-silent.summary.speaks" : "server-silent.summary", values));
        if (evidence.ClosesOnWords())
        {
            scales.Against(Strength.Strong, Message.Of("server-silent.reason.closes", values));
        }
        else if (((TimeSpan)values[3].Item2!) >= Patience)
        {
            scales.For(Strength.Medium, Message.Of("server-silent.reason", values));
        }
        else
        {
            scales.Against(Strength.Weak, Message.Of("server-silent.reason.short", values));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("server-silent.remedy.process", values), Commands.ListListenersOnServer(evidence, evidence.Target.Port));
        scales.SeparateFrom(CauseCode.ProtocolMismatch, RemedyActor.Server, Message.Of("server-silent.next", values));
    }

    /// <summary>It began to answer: whoever waits longer may get the rest.</summary>
    private static void WeighSlowness(ConnectionEvidence evidence, ProtocolExchange cutOff, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("duration", cutOff.Duration), ("wanted", evidence.ProtocolName()),
            ("bytes", Printable.FromBytes(cutOff.Received.Span, ShownBytes)), ("port", evidence.Target.Port),
        ];
        scales.Consider(Prior.Usual, Message.Of("server-silent.summary.slow", values));
        scales.For(Strength.Medium, Message.Of("server-silent.reason.slow", values));
        scales.Remedy(RemedyActor.Server, Message.Of("server-silent.remedy.process", values), Commands.ListListenersOnServer(evidence, evidence.Target.Port));
        scales.Remedy(RemedyActor.Client, Message.Of("server-silent.remedy.wait", values));
    }
}
