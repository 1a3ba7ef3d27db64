using System.Text.Json.Serialization;

namespace ConnectionDiagnostics;

/// <summary>One exchange with a server: what was said, and what came back.</summary>
public sealed record ProtocolExchange
{
    /// <summary>What was said: one of <see cref="WireProtocol"/>, or <see langword="null"/> for nothing.</summary>
    public string? Spoken { get; init; }

    /// <summary>Whether it was said inside TLS.</summary>
    public bool InsideTls { get; init; }

    /// <summary>How the server took it.</summary>
    public required ExchangeResult Result { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The first bytes that the server sent, at most 512.</summary>
    public ReadOnlyMemory<byte> Received { get; init; }

    /// <summary>What those bytes are, one of <see cref="WireProtocol"/>; <see langword="null"/> when they tell nothing.</summary>
    public string? Detected { get; init; }

    /// <summary>How sure that is; <see langword="null"/> when nothing was detected. Evidence of earlier versions has none and is taken as certain.</summary>
    public DetectionConfidence? Confidence { get; init; }

    /// <summary>Why reading ended, when the server had begun to answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AnswerEnd End { get; init; }

    /// <summary>The product as it names itself: <c>OpenSSH_9.2p1</c>, <c>nginx/1.22.1</c>.</summary>
    public string? Product { get; init; }

    /// <summary>The answer read as HTTP, when it is.</summary>
    public HttpAnswer? Http { get; init; }

    /// <summary>Whether the name in <see cref="Detected"/> is no more than probable.</summary>
    internal bool IsProbable => Detected is not null && Confidence == DetectionConfidence.Probable;

    /// <summary>Whether the answer began like HTTP, and its first line never ended.</summary>
    internal bool IsBeginningOfHttp => Http is null && Result == ExchangeResult.Answered && Received.Span is { Length: > 0 } received
        && (received.StartsWith("HTTP/"u8) || "HTTP/"u8.StartsWith(received)) && !received.Contains((byte)'\n');

    /// <summary>Whether the server began to answer, and what came was cut off before it said anything.</summary>
    /// <remarks>The headers that a 101 lacks may be among those that did not come; any other status speaks for itself.</remarks>
    internal bool IsCutOff => Result == ExchangeResult.Answered && End != AnswerEnd.TooLong
        && (IsBeginningOfHttp || End is AnswerEnd.TimeUp || (End == AnswerEnd.Closed && (Detected is null || Http is { Status: 101 })));

    /// <summary>The WebSocket handshake's answer checked, when the status was 101.</summary>
    public WebSocketAnswer? WebSocket { get; init; }
}
