using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server accepts, then closes or resets without a byte.</summary>
internal sealed class ServerClosesImmediately : ICatalogueRule
{
    private const int ShownBytes = 60;

    public CauseCode Code => CauseCode.ServerClosesImmediately;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.Closed;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Reset)
        {
            return;
        }

        (string, object?)[] values = [("endpoint", evidence.EndPoint()), ("wanted", evidence.ProtocolName()), ("port", evidence.Target.Port)];
        if (evidence.Protocol.Value?.Own is { IsCutOff: true } cutOff)
        {
            WeighBrokenOff(evidence, cutOff, scales);
            return;
        }

        bool speaks = evidence.SpeaksTarget(evidence.Detected());
        scales.Consider(
            speaks ? Prior.Usual : Prior.Common,
            Message.Of(speaks ? "server-closes-immediately.summary.speaks" : "server-closes-immediately.summary", values));
        if (speaks)
        {
            scales.For(Strength.Medium, Message.Of("server-closes-immediately.reason.speaks", values));
        }

        // A closed port refuses; a reset that ends the connect itself came after the server had accepted (RFC 9293, section 3.10.7.3).
        if (evidence.AllAttemptsFailedWith(SocketError.ConnectionReset))
        {
            scales.For(Strength.Strong, Message.Of("server-closes-immediately.reason.reset", values));
        }

        ProtocolExchange? listened = evidence.Exchanges().FirstOrDefault(exchange => exchange.Spoken is null);
        switch (listened?.Result)
        {
            case ExchangeResult.Closed or ExchangeResult.Reset:
                scales.For(Strength.Strong, Message.Of("server-closes-immediately.reason.at-once", values));
                break;
            case ExchangeResult.Silent:
                scales.Against(Strength.Weak, Message.Of("server-closes-immediately.reason.only-on-ours", values));
                break;
        }

        scales.Remedy(RemedyActor.Server, Message.Of("server-closes-immediately.remedy.log", values));
        scales.Remedy(RemedyActor.Server, Message.Of("server-closes-immediately.remedy.container", values));
        scales.SeparateFrom(CauseCode.ProtocolMismatch, RemedyActor.Server, Message.Of("server-closes-immediately.next", values));
    }

    /// <summary>It began to answer, and closed in the middle of it.</summary>
    private static void WeighBrokenOff(ConnectionEvidence evidence, ProtocolExchange cutOff, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("wanted", evidence.ProtocolName()), ("bytes", Printable.FromBytes(cutOff.Received.Span, ShownBytes)),
        ];
        scales.Consider(Prior.Usual, Message.Of("server-closes-immediately.summary.midway", values));
        scales.For(Strength.Medium, Message.Of("server-closes-immediately.reason.midway", values));
        scales.Remedy(RemedyActor.Server, Message.Of("server-closes-immediately.remedy.log", values));
    }
}
