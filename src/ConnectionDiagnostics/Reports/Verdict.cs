using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>The first line of every report: what happened, in a few words.</summary>
internal static class Verdict
{
    public static string Of(Diagnosis diagnosis, Language language) => Render(
        IsUnspoken(diagnosis) || IsBare(diagnosis) ? "report.outcome.accepted" : HeadingOfOutcome(diagnosis) ?? $"report.outcome.{diagnosis.Outcome.ToCode()}", diagnosis, language);

    public static ReportStyle StyleOf(Diagnosis diagnosis) =>
        diagnosis.Outcome != ConnectionOutcome.Connected ? ReportStyle.Bad : IsUnspoken(diagnosis) ? ReportStyle.Warning : ReportStyle.Good;

    private static string Render(string id, Diagnosis diagnosis, Language language)
    {
        TimeSpan duration = DurationOfOutcome(diagnosis);
        string untimed = $"{id}.untimed";
        return Sentences.Render(
            duration == TimeSpan.Zero && Sentences.Has(untimed) ? untimed : id, [("duration", duration), ("status", StatusOfHandshake(diagnosis))], language);
    }

    /// <summary>Accepted, and nothing more is known: "works" would say too much.</summary>
    private static bool IsUnspoken(Diagnosis diagnosis) => diagnosis.Outcome == ConnectionOutcome.Connected
        && diagnosis.Stages.Any(stage => stage is { Stage: Stage.Protocol, Status: StageStatus.Warned });

    /// <summary>All that was asked of it: whether what listens there works, a bare port does not tell.</summary>
    private static bool IsBare(Diagnosis diagnosis) => diagnosis is { Outcome: ConnectionOutcome.Connected, Target: { IsValid: true, UsesTls: false, SchemeInfo.Protocol: null } };

    /// <summary>The outcome is "another protocol" also where the protocol is right and the answer is no: the first line says which it is.</summary>
    private static string? HeadingOfOutcome(Diagnosis diagnosis) => diagnosis switch
    {
        { Outcome: not ConnectionOutcome.ProtocolMismatch } => null,
        { Causes: [{ Code: var first }, ..] } when first == CauseCode.ServerAtCapacity => "report.outcome.full",
        { Causes: [{ Code: var first }, ..] } when first == CauseCode.ServerRejectsClient => "report.outcome.rejected",
        _ when StatusOfHandshake(diagnosis) is not null => "report.outcome.handshake",
        _ => null,
    };

    /// <summary>The status that answered a WebSocket handshake, when that is what went wrong.</summary>
    private static string? StatusOfHandshake(Diagnosis diagnosis) =>
        diagnosis.Evidence.HandshakeAnswer()?.Http is { } http ? $"{http.Status} {http.Reason}".TrimEnd() : null;

    /// <summary>What people want to know with "refused" or "timed out" is how long that took, not how long the diagnosis did.</summary>
    private static TimeSpan DurationOfOutcome(Diagnosis diagnosis)
    {
        ConnectAttempt? attempt = diagnosis.Evidence.Connect.Value is { ConnectedAddress: null, Attempts: { Count: > 0 } attempts } ? attempts[0] : null;
        return attempt?.Duration
            ?? diagnosis.Evidence.Protocol.Value?.Own.Duration
            ?? diagnosis.Duration;
    }
}
