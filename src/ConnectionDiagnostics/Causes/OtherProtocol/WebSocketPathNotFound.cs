namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server has no such path for the WebSocket handshake.</summary>
internal sealed class WebSocketPathNotFound : ICatalogueRule
{
    public CauseCode Code => CauseCode.WebSocketPathNotFound;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.WebSocketStatus(404);

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.HandshakeAnswer() is not { Http.Status: 404 or 410 } exchange)
        {
            return;
        }

        (string, object?)[] values = HandshakeValues.Of(evidence, exchange);
        scales.Consider(Prior.Usual, Message.Of("websocket-path-not-found.summary", values));
        scales.For(Strength.Medium, Message.Of("websocket-path-not-found.reason.status", values));
        scales.For(Strength.Weak, Message.Of("websocket.reason.browser", values));
        scales.Remedy(RemedyActor.Client, Message.Of("websocket-path-not-found.remedy.client", values));
        scales.Remedy(RemedyActor.Server, Message.Of("websocket-path-not-found.remedy.server", values));
        scales.SeparateFrom(CauseCode.WebSocketNotSupported, RemedyActor.Server, Message.Of("websocket-path-not-found.next", values));
    }
}
