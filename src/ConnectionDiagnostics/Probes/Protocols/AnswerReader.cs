namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Reads an answer: what protocol it is, and for HTTP and WebSocket what it says.</summary>
internal static class AnswerReader
{
    private const int EnoughOfAnAnswer = 512;

    private const int EnoughOfAPage = 1024;

    /// <param name="received">What has come so far.</param>
    /// <param name="kept">How much of the answer is wanted: more than usual for a page that is to be recognised.</param>
    public static AnswerNeed WantsMore(ReadOnlySpan<byte> received, int kept = EnoughOfAnAnswer)
    {
        if (!received.StartsWith("HTTP/"u8))
        {
            if ("HTTP/"u8.StartsWith(received))
            {
                return AnswerNeed.Head;
            }

            return received.Length < 64 && !received.EndsWith("\n"u8) ? AnswerNeed.Rest : AnswerNeed.Nothing;
        }

        int headEnd = HttpHead.FindEnd(received);
        if (headEnd < 0)
        {
            return AnswerNeed.Head;
        }

        if (kept > EnoughOfAnAnswer)
        {
            return received.Length < kept ? AnswerNeed.Rest : AnswerNeed.Nothing;
        }

        // Only error pages are worth reading: they say what the server wanted instead.
        return HttpHead.Read(received) is { Status: >= 400 } && received.Length - headEnd < EnoughOfAPage ? AnswerNeed.Rest : AnswerNeed.Nothing;
    }

    public static ProtocolExchange Read(ReadOnlySpan<byte> received, Opening opening)
    {
        HttpAnswer? http = HttpHead.Read(received);
        WebSocketAnswer? webSocket = http is { Status: 101 } && opening.WebSocketKey is { } key ? WebSocketCheck.Check(http, key) : null;
        (string? protocol, string? product) = http is not null
            ? (webSocket is { IsValid: true } ? WireProtocol.WebSocket : WireProtocol.Http, http.Header("server"))
            : Signatures.Match(received, opening);
        return new ProtocolExchange
        {
            Result = ExchangeResult.Answered,
            Http = http,
            WebSocket = webSocket,
            Detected = protocol,
            Product = product,
        };
    }
}
