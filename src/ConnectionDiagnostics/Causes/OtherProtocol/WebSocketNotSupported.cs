namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>An HTTP server answers the WebSocket handshake like any request.</summary>
internal sealed class WebSocketNotSupported : ICatalogueRule
{
    public CauseCode Code => CauseCode.WebSocketNotSupported;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.WebSocketStatus(200);

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.HandshakeAnswer() is not { Http: { } http } exchange)
        {
            return;
        }

        (string, object?)[] values = HandshakeValues.Of(evidence, exchange);
        switch (http.Status)
        {
            // A reverse proxy that forwards no Upgrade header makes a page of the handshake.
            case >= 200 and < 300 when exchange.IsOfReverseProxy():
                scales.Consider(Prior.Usual, Message.Of("websocket-not-supported.summary", values));
                scales.For(Strength.Strong, Message.Of("websocket-not-supported.reason.status", values));
                scales.SeparateFrom(CauseCode.WebSocketUpgradeStripped, RemedyActor.Server, Message.Of("websocket-not-supported.next.proxy", values));
                break;
            case >= 200 and < 300:
                scales.Confirm(Message.Of("websocket-not-supported.summary", values), Message.Of("websocket-not-supported.reason.status", values));
                break;
            case 405 or 501:
                scales.Consider(Prior.Common, Message.Of("websocket-not-supported.summary", values));
                scales.For(Strength.Strong, Message.Of("websocket-not-supported.reason.status", values));
                break;
            case 404 or 410 or 400:
                scales.Consider(Prior.Common, Message.Of("websocket-not-supported.summary", values));
                break;
            default:
                return;
        }

        scales.For(Strength.Weak, Message.Of("websocket.reason.browser", values));
        scales.Remedy(RemedyActor.Server, Message.Of("websocket-not-supported.remedy.server", values));
        scales.Remedy(RemedyActor.Client, Message.Of("websocket-not-supported.remedy.client", values));
        WebSocketConfiguration.Show(scales, evidence, exchange.Product);
    }
}
