namespace ConnectionDiagnostics.Reports;

internal sealed record StageDocument
{
    public required string Stage { get; init; }

    public required string Status { get; init; }

    public required double StartMs { get; init; }

    public required double DurationMs { get; init; }

    public required string Detail { get; init; }

    public static StageDocument From(StageReport report) => new()
    {
        Stage = report.Stage.ToCode(),
        Status = report.Status.ToCode(),
        StartMs = DiagnosisDocument.Milliseconds(report.Start),
        DurationMs = DiagnosisDocument.Milliseconds(report.Duration),
        Detail = report.Detail,
    };
}
