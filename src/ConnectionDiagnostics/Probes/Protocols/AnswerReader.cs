namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Reads an answer: what protocol it is, and for HTTP and WebSocket what it says.</summary>
internal static class AnswerReader
{
    private const int EnoughOfAnAnswer = 512;

    private const int EnoughOfAPage = 1024;

    /// <param name="received">What has come so far.</param>
    /// <param name="opening">What was said.</param>
    public static AnswerNeed WantsMore(ReadOnlySpan<byte> received, Opening opening)
    {
        if (!received.StartsWith("HTTP/"u8))
        {
            // The beginning of what was hoped for is waited for, however slowly it comes.
            return "HTTP/"u8.StartsWith(received) || SignatureTable.MayBecome(received, opening.Protocol) ? AnswerNeed.Head
                : received.Length < 64 && !received.EndsWith("\n"u8) ? AnswerNeed.Rest
                : AnswerNeed.Nothing;
        }

        int headEnd = HttpHead.FindEnd(received);
        if (headEnd < 0)
        {
            return HttpHead.IsHopeless(received) ? AnswerNeed.Nothing : AnswerNeed.Head;
        }

        if (opening.KeptBytes > EnoughOfAnAnswer)
        {
            return received.Length < opening.KeptBytes ? AnswerNeed.Rest : AnswerNeed.Nothing;
        }

        // Only pages that say what the server wanted instead are worth reading: those of errors, and MongoDB's, which is HTTP/1.0 200.
        // The first line tells; the whole head would be read again with each byte of a page that comes slowly.
        return HttpHead.Read(received[..(received.IndexOf((byte)'\n') + 1)]) is { } http && (http.Status >= 400 || http is { Status: 200, Version: "HTTP/1.0" })
            && received.Length - headEnd < EnoughOfAPage
            ? AnswerNeed.Rest
            : AnswerNeed.Nothing;
    }

    public static ProtocolExchange Read(ReadOnlySpan<byte> received, Opening opening)
    {
        HttpAnswer? http = HttpHead.Read(received);
        WebSocketAnswer? webSocket = http is { Status: 101 } && opening.WebSocketKey is { } key ? WebSocketCheck.Check(http, key) : null;
        Identity identity = http is null ? Signatures.Match(received, opening)
            : webSocket is { IsValid: true } ? new Identity(WireProtocol.WebSocket, http.Header("server"), DetectionConfidence.Certain)
            : HttpSpeakers.Identify(http, received);
        return new ProtocolExchange
        {
            Result = ExchangeResult.Answered,
            Http = http,
            WebSocket = webSocket,
            Detected = identity.Protocol,
            Product = identity.Product,
            Confidence = identity.Confidence,
        };
    }
}
