using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

internal static class ProtocolStage
{
    private const int ShownBytes = 60;

    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Protocol.Value is not { } protocol)
        {
            // Accepted, and yet not known to speak what the client wants: more than a stage that merely was not needed.
            return evidence.Protocol.Reason == FactReason.NotSupported
                ? StageLine.Warned(Message.Of("stage.protocol.not-spoken", ("protocol", evidence.ProtocolName())))
                : StageLine.NotMeasured(evidence.Protocol);
        }

        Message[] lines = [.. protocol.Others.Prepend(protocol.Own).Where(exchange => exchange.Result != ExchangeResult.NotConnected).Select(Describe)];
        var all = Message.Of("stage.protocol.exchanges", ("exchanges", lines));
        bool isWhatIsNeeded = protocol.Own.Result == ExchangeResult.Answered || (evidence.Target.Protocol is null && protocol.Own.Result == ExchangeResult.Silent);
        return evidence.ServesTarget(protocol.Own) && isWhatIsNeeded ? StageLine.Passed(all) : StageLine.Failed(all);
    }

    private static Message Describe(ProtocolExchange exchange)
    {
        string result = exchange switch
        {
            { Result: ExchangeResult.Answered, Http: not null } => "Http",
            { Result: ExchangeResult.Answered, Detected: WireProtocol.Tls, Spoken: not null } => "Tls",
            _ => exchange.Result.ToString(),
        };
        return Message.Of(
            exchange.Spoken is null ? $"stage.protocol.listened.{result}" : $"stage.protocol.asked.{result}",
            ("spoken", ProtocolNames.Of(exchange.Spoken)),
            ("status", exchange.Http is { } http ? $"{http.Status} {http.Reason}".TrimEnd() : null),
            ("bytes", Printable.FromBytes(exchange.Received.Span, ShownBytes)),
            ("detected", ProtocolNames.Of(exchange.Detected)),
            ("duration", exchange.Duration));
    }
}
