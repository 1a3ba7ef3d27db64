using System.Text.Json.Serialization;

namespace ConnectionDiagnostics.Reports;

/// <summary>The JSON report: the public contract, apart from the model so that the model can change. The order of properties is the order in JSON.</summary>
internal sealed record DiagnosisDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Target { get; init; }

    public required string Outcome { get; init; }

    public required IReadOnlyList<CauseDocument> Causes { get; init; }

    public required IReadOnlyList<RuledOutDocument> RuledOut { get; init; }

    public required IReadOnlyList<NextCheckDocument> NextChecks { get; init; }

    public required IReadOnlyList<StageDocument> Stages { get; init; }

    public required string? Detected { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>Left out for a diagnosis that was made for this call.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AgeMs { get; init; }

    public static DiagnosisDocument From(Diagnosis diagnosis) => new()
    {
        Target = diagnosis.Target.ToString(),
        Outcome = diagnosis.Outcome.ToCode(),
        Causes = [.. diagnosis.Causes.Select(CauseDocument.From)],
        RuledOut = [.. diagnosis.RuledOut.Select(cause => new RuledOutDocument { Code = cause.Code.Value, Because = cause.Because })],
        NextChecks = [.. diagnosis.NextChecks.Select(NextCheckDocument.From)],
        Stages = [.. diagnosis.Stages.Select(StageDocument.From)],
        Detected = diagnosis.Detected,
        DurationMs = Milliseconds(diagnosis.Duration),
        AgeMs = diagnosis.Age > TimeSpan.Zero ? Milliseconds(diagnosis.Age) : null,
    };

    internal static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);
}
