namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server rejects the WebSocket handshake, with a reason.</summary>
internal sealed class WebSocketRejected : ICatalogueRule
{
    public CauseCode Code => CauseCode.WebSocketRejected;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.WebSocketStatus(400, 401, 403, 426, 429),
        KnownErrors.Chrome("HTTP Authentication failed; no valid credentials available"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.HandshakeAnswer() is not { Http: { } http } exchange || exchange.SaysTlsExpected())
        {
            return;
        }

        (string, object?)[] values = HandshakeValues.Of(evidence, exchange);
        // RFC 6455, section 4.4: a server that wants another version answers with the versions it speaks.
        bool namesVersion = http.Header("sec-websocket-version") is not null;
        if (http.Status is 401 or 403 or 407 or 429 || (namesVersion && http.Status is >= 400 and < 500))
        {
            scales.Confirm(Message.Of("websocket-rejected.summary", values), Message.Of("websocket-rejected.reason.status", values));
        }
        else if (http.Status is 400 or 426 or (> 401 and < 500 and not (404 or 405 or 410)) or 500)
        {
            scales.Consider(Prior.Common, Message.Of("websocket-rejected.summary", values));
            scales.For(Strength.Medium, Message.Of("websocket-rejected.reason.status", values));
        }
        else
        {
            return;
        }

        scales.For(Strength.Weak, Message.Of("websocket.reason.browser", values));
        scales.Remedy(RemedyActor.Client, Message.Of(RemedyId(http.Status), values));
        scales.Remedy(RemedyActor.Server, Message.Of("websocket-rejected.remedy.server", values));
    }

    private static string RemedyId(int status) => status switch
    {
        401 or 407 => "websocket-rejected.remedy.authenticate",
        403 => "websocket-rejected.remedy.origin",
        _ => "websocket-rejected.remedy.client",
    };
}
