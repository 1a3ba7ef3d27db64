namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>A reverse proxy forwards the handshake without <c>Upgrade</c> and <c>Connection</c>.</summary>
internal sealed class WebSocketUpgradeStripped : ICatalogueRule
{
    public CauseCode Code => CauseCode.WebSocketUpgradeStripped;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.WebSocketStatus(426, 400, 200);

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.HandshakeAnswer() is { Http.Status: (>= 200 and < 300) or 400 or 404 } page && page.IsOfReverseProxy())
        {
            scales.Consider(Prior.Uncommon, Message.Of("websocket-upgrade-stripped.summary.page", HandshakeValues.Of(evidence, page)));
            WebSocketConfiguration.Show(scales, evidence, page.Product);
            return;
        }

        // Our handshake had the header: a server that asks for an upgrade has not seen it, so somebody took it away (RFC 9110, section 7.8).
        if (evidence.HandshakeAnswer() is not { Http: { Status: 426 } http } exchange || http.Header("sec-websocket-version") is not null)
        {
            return;
        }

        (string, object?)[] values = HandshakeValues.Of(evidence, exchange);
        scales.Consider(Prior.Usual, Message.Of("websocket-upgrade-stripped.summary", values));
        scales.For(Strength.Medium, Message.Of("websocket-upgrade-stripped.reason.status", values));
        scales.For(Strength.Weak, Message.Of("websocket.reason.browser", values));
        WebSocketConfiguration.Show(scales, evidence, exchange.Product);
    }
}
