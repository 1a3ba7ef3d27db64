namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>A gateway answers, its back end does not.</summary>
internal sealed class UpstreamUnavailable : ICauseRule
{
    public CauseCode Code => CauseCode.UpstreamUnavailable;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        ProtocolExchange? exchange = evidence.Protocol.Value?.Own;
        if (exchange is not { Http: { Status: 502 or 503 or 504 } http })
        {
            return;
        }

        (string, object?)[] values = HandshakeValues.Of(evidence, exchange);
        if (scales.Outcome == ConnectionOutcome.Connected)
        {
            scales.Remark();
        }

        if (http.Status == 503)
        {
            // 503 may also be the server's own word that it is overloaded or in maintenance (RFC 9110, section 15.6.4).
            scales.Consider(Prior.Usual, Message.Of("upstream-unavailable.summary", values));
            scales.For(Strength.Medium, Message.Of("upstream-unavailable.reason.status", values));
        }
        else
        {
            scales.Confirm(Message.Of("upstream-unavailable.summary", values), Message.Of("upstream-unavailable.reason.status", values));
        }

        if (evidence.Target.Protocol == WireProtocol.WebSocket)
        {
            scales.For(Strength.Weak, Message.Of("websocket.reason.browser", values));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("upstream-unavailable.remedy", values));
    }
}
