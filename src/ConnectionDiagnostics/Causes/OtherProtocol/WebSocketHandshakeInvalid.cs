namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server answers 101, but not as RFC 6455 demands.</summary>
internal sealed class WebSocketHandshakeInvalid : ICatalogueRule
{
    public CauseCode Code => CauseCode.WebSocketHandshakeInvalid;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The 'Sec-WebSocket-Accept' header value '…' is invalid."),
        KnownErrors.DotNet("The server's response was missing the required header '…'."),
        KnownErrors.Chrome("Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value"),
        KnownErrors.Chrome("Error during WebSocket handshake: 'Upgrade' header is missing"),
        KnownErrors.Chrome("Error during WebSocket handshake: Response must not include 'Sec-WebSocket-Protocol' header if not present in request: …"),
        KnownErrors.Firefox("Firefox can’t establish a connection to the server at ws…"),
        KnownErrors.Node("Error: Invalid Sec-WebSocket-Accept header"),
        KnownErrors.Node("Error: Server sent an invalid subprotocol"),
        KnownErrors.Java("java.net.http.WebSocketHandshakeException"),
    ];

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
