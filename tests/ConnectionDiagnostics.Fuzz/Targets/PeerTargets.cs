using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Probes.Protocols;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>What servers answer.</summary>
internal static class PeerTargets
{
    private const int MostShown = 4096;

    private static readonly ConnectionTarget WebSocketTarget = ConnectionTarget.Parse("ws://server.example:8080/chat?token=secret&room=lobby");

    private static readonly Opening[] Openings =
    [
        Probes.Protocols.Openings.Listen,
        Probes.Protocols.Openings.Http(WebSocketTarget),
        // The key of RFC 6455, section 1.3, so that one of the answers fits.
        Probes.Protocols.Openings.WebSocket(WebSocketTarget, withQuery: true) with { WebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==" },
        .. TargetScheme.AllNames.Split(", ").Select(scheme => Probes.Protocols.Openings.For(ConnectionTarget.Parse($"{scheme}://server.example:9"), false)).OfType<Opening>()
            .DistinctBy(opening => opening.Protocol),
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("answer", "a server's answer, after every first message", PeerAnswers.Make, ReadAnswer) { MostAllocated = (4 * 1024 * 1024, 1024) },
        new("http-head", "the head of an HTTP response, the answer to a WebSocket handshake", PeerAnswers.Make, ReadHead),
        new("conversation", "an answer that comes in pieces and ends anyhow", PeerAnswers.Make, Converse) { MostAllocated = (1024 * 1024, 1024) },
        new("query-secrets", "an answer that repeats the query", grammar => grammar.Changed([.. PeerAnswers.Real, "GET /chat?token=secret&room=lobby"u8.ToArray()]), HideSecrets),
    ];

    private static void ReadAnswer(byte[] input)
    {
        foreach (Opening opening in Openings)
        {
            Require(Enum.IsDefined(AnswerReader.WantsMore(input, opening)), "a need that is none");
            ProtocolExchange exchange = AnswerReader.Read(input, opening);
            Require((exchange.Product?.Length ?? 0) <= MostShown, "a product's name without end");
            Require(exchange.Http is null || exchange.Http.Headers.Values.Sum(value => (long)value.Length) <= input.Length * 2L, "headers longer than the answer");
        }
    }

    private static void ReadHead(byte[] input)
    {
        int end = HttpHead.FindEnd(input);
        Require(end >= -1 && end <= input.Length, "an end outside");
        if (HttpHead.Read(input) is { } http)
        {
            Require(http.Status is >= 100 and <= 999, "a status that is none");
            Require(http.Reason.Length <= MostShown && http.Version.Length <= MostShown, "a line without end");
            WebSocketCheck.Check(http, "dGhlIHNhbXBsZSBub25jZQ==");
        }
    }

    private static void Converse(byte[] input)
    {
        var grammar = new ByteGrammar(new Random(input.Length + (input.Length > 0 ? input[0] : 0)));
        Opening opening = grammar.Pick(Openings);
        var request = new DiagnosisRequest { Target = WebSocketTarget };
        // Time is up whenever somebody waits for it, so that a silence costs nothing.
        var options = new ConnectionDiagnoserOptions { TimeProvider = new HastyTime() };
        var session = new ProbeSession(request, new ProbeSettings(options), CurrentSystem.Instance);
        using var stream = new PeerStream(input, grammar);
        ProtocolExchange exchange = Conversation.SpeakAsync(stream, opening, TimeSpan.FromSeconds(1), false, session, default).GetAwaiter().GetResult();
        Require(exchange.Received.Length <= opening.KeptBytes, "more kept than wanted");
    }

    private static void HideSecrets(byte[] input)
    {
        QuerySecrets.Hide(WebSocketTarget, input);
        Require(input.AsSpan().IndexOf("token=secret"u8) < 0 && input.AsSpan().IndexOf("lobby"u8) < 0, "a secret that is shown");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
