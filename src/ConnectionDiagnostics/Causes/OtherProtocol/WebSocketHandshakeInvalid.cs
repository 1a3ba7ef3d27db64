namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server answers 101, but not as RFC 6455 demands.</summary>
internal sealed class WebSocketHandshakeInvalid : ICauseRule
{
    public CauseCode Code => CauseCode.WebSocketHandshakeInvalid;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.HandshakeAnswer() is not { Http.Status: 101, WebSocket: { IsValid: false } answer } exchange)
        {
            return;
        }

        var faults = new List<string>();
        Add(faults, !answer.UpgradeHeader, "Upgrade");
        Add(faults, !answer.ConnectionHeader, "Connection");
        Add(faults, !answer.AcceptHeader, "Sec-WebSocket-Accept");
        Add(faults, answer.UnofferedProtocolOrExtension, "Sec-WebSocket-Protocol/Sec-WebSocket-Extensions");
        (string, object?)[] values = [.. HandshakeValues.Of(evidence, exchange), ("faults", faults)];
        scales.Confirm(Message.Of("websocket-handshake-invalid.summary", values), Message.Of("websocket-handshake-invalid.reason", values));
        scales.Remedy(RemedyActor.Server, Message.Of("websocket-handshake-invalid.remedy", values));
    }

    private static void Add(List<string> faults, bool isFault, string header)
    {
        if (isFault)
        {
            faults.Add(header);
        }
    }
}
