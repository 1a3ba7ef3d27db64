namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server redirects the WebSocket handshake.</summary>
internal sealed class WebSocketRedirected : ICatalogueRule
{
    public CauseCode Code => CauseCode.WebSocketRedirected;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.WebSocketStatus(301, 302, 307, 308);

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.HandshakeAnswer() is not { Http: { Status: >= 300 and < 400 } http } exchange)
        {
            return;
        }

        (string, object?)[] values = HandshakeValues.Of(evidence, exchange);
        scales.Confirm(
            Message.Of(http.Header("location") is null ? "websocket-redirected.summary.nowhere" : "websocket-redirected.summary", values),
            Message.Of("websocket-redirected.reason.status", values));
        scales.For(Strength.Weak, Message.Of("websocket.reason.browser", values));
        scales.Remedy(RemedyActor.Client, Message.Of("websocket-redirected.remedy.client", values));
    }
}
