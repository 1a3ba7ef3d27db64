using System.Globalization;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Grading;

/// <summary>One server spoken to in one scheme, and how good the diagnosis was.</summary>
internal sealed record Cell
{
    public required string Scheme { get; init; }

    public required string Target { get; init; }

    public required Expectation Expected { get; init; }

    public required Diagnosis Diagnosis { get; init; }

    /// <summary>How many connections the diagnosis made, the client's own included.</summary>
    public required int Connections { get; init; }

    /// <summary>What an ordinary client got; <see langword="null"/> where there is none for the scheme.</summary>
    public required ClientView? ClientSaw { get; init; }

    /// <summary>Whether the server speaks TLS from the first byte: then to say so is true, if not all.</summary>
    public required bool ServerSpeaksTls { get; init; }

    /// <summary>Whether the first try, beside others, was wrong.</summary>
    public bool SecondTry { get; init; }

    public Cause? First => Diagnosis.Causes is [var first, ..] ? first : null;

    /// <summary>Beside the client's own connection.</summary>
    public int FreshConnections => Connections - 1;

    /// <summary>The server is called something that it is not: worse than not naming it, and than calling lines of text lines of text.</summary>
    public bool IsMisnamed => Diagnosis.Detected is { } detected && !Expected.Detected.Contains(detected)
        && detected is not (WireProtocol.Text or WireProtocol.LengthPrefixed) && !(detected == WireProtocol.Tls && ServerSpeaksTls);

    /// <summary>Causes that are confirmed and not true: the worst defect there is.</summary>
    public IReadOnlyList<CauseCode> WrongConfirmations =>
    [
        .. Diagnosis.Causes.Where(cause => cause.Likelihood == Likelihood.Confirmed).Select(cause => cause.Code)
            .Where(code => !Expected.AlsoTrue.Contains(code) && (Expected.Undecidable || !Expected.First.Contains(code))),
    ];

    /// <summary>What an ordinary client contradicts: then it is the expectation that is wrong.</summary>
    public string? Contradiction => ClientSaw is { } client && Expected.Outcomes is [var outcome] && client.Content != (outcome == ConnectionOutcome.Connected)
        ? $"{outcome} is expected, and an ordinary client {(client.Content ? "is content" : "fails")}: {client.Saw}"
        : null;

    public bool IsRight => Defects.Count == 0;

    /// <summary>What is wrong with it, in words; empty when nothing is.</summary>
    public IReadOnlyList<string> Defects
    {
        get
        {
            List<string> defects = [];
            if (!Expected.Outcomes.Contains(Diagnosis.Outcome))
            {
                defects.Add($"the outcome is {Diagnosis.Outcome}, not {string.Join(" or ", Expected.Outcomes)}");
            }

            if (First is null ? Expected.First.Count > 0 : !MayBeFirst(First.Code))
            {
                defects.Add($"the first cause is {First?.Code.ToString() ?? "none"}, not {(Expected.First.Count == 0 ? "none" : string.Join(" or ", Expected.First))}");
            }

            if (!Expected.Detected.Contains(Diagnosis.Detected))
            {
                string speaks = string.Join(" or ", Expected.Detected.Select(one => one ?? "nothing"));
                defects.Add(Diagnosis.Detected is null ? $"unnamed, it speaks {speaks}" : $"named {Diagnosis.Detected}, it speaks {speaks}");
            }

            if (WrongConfirmations is { Count: > 0 } wrong)
            {
                defects.Add($"wrongly confirmed: {string.Join(", ", wrong)}");
            }

            return defects;
        }
    }

    /// <summary>Where all is well, a true remark is no fault.</summary>
    private bool MayBeFirst(CauseCode code) => Expected.First.Contains(code) || (Expected.First.Count == 0 && Expected.AlsoTrue.Contains(code));

    /// <summary>What was said, what was heard and what was concluded, for whoever has to mend it.</summary>
    public string Details()
    {
        IEnumerable<string> exchanges = Diagnosis.Evidence.Protocol.Value is { } protocol
            ? protocol.Others.Prepend(protocol.Own).Select(exchange => string.Create(
                CultureInfo.InvariantCulture,
                $"    said {exchange.Spoken ?? "nothing"}{(exchange.InsideTls ? " inside TLS" : "")}: {exchange.Result}, {exchange.Detected ?? "-"}, {exchange.Received.Length} bytes {System.Text.Json.JsonSerializer.Serialize(System.Text.Encoding.Latin1.GetString(exchange.Received.Span[..Math.Min(exchange.Received.Length, 60)]))}"))
            : [];
        string causes = string.Join(", ", Diagnosis.Causes.Select(cause => $"{cause.Code} {cause.Likelihood}"));
        string tls = Diagnosis.Evidence.Tls.Value is { } seen ? $" tls {seen.Result}" : "";
        return $"""
                expected {Expected}
                got {Diagnosis.Outcome}, {(causes.Length == 0 ? "no cause" : causes)}, detected {Diagnosis.Detected ?? "nothing"}, {Connections} connections, {Diagnosis.Duration.TotalMilliseconds:0} ms{tls}
                an ordinary client: {ClientSaw?.Saw ?? "none"}
            {string.Join('\n', exchanges)}
            """;
    }
}
