namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>A gateway answers, its back end does not.</summary>
internal sealed class UpstreamUnavailable : ICatalogueRule
{
    public CauseCode Code => CauseCode.UpstreamUnavailable;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("Response status code does not indicate success: 502 (Bad Gateway)."),
        KnownErrors.DotNet("Response status code does not indicate success: 503 (Service Unavailable)."),
        KnownErrors.DotNet("Response status code does not indicate success: 504 (Gateway Timeout)."),
        KnownErrors.Curl("curl: (22) The requested URL returned error: 502"),
        KnownErrors.Curl("curl: (22) The requested URL returned error: 503"),
        KnownErrors.Curl("curl: (22) The requested URL returned error: 504"),
        KnownErrors.Chrome("Error during WebSocket handshake: Unexpected response code: 502"),
        KnownErrors.Chrome("Error during WebSocket handshake: Unexpected response code: 503"),
        KnownErrors.Node("Error: Unexpected server response: 502"),
        KnownErrors.Node("Error: Unexpected server response: 503"),
        KnownErrors.Java("Server returned HTTP response code: 502 for URL: …"),
        KnownErrors.Of("nginx", "connect() failed (111: Connection refused) while connecting to upstream"),
        KnownErrors.Of("nginx", "no live upstreams while connecting to upstream"),
        KnownErrors.Of("nginx", "upstream timed out (110: Connection timed out)"),
    ];

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
