using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

/// <summary>Tells what each stage showed, as a line of proof. Pure: from evidence to status and message.</summary>
internal static class StageNarrator
{
    private static readonly (Stage Stage, Func<ConnectionEvidence, StageLine> Tell)[] Narrators =
    [
        (Stage.Target, TargetStage.Tell),
        (Stage.Environment, EnvironmentStage.Tell),
        (Stage.NameResolution, NameResolutionStage.Tell),
        (Stage.Route, RouteStage.Tell),
        (Stage.Connect, ConnectStage.Tell),
        (Stage.Tls, TlsStage.Tell),
        (Stage.Protocol, ProtocolStage.Tell),
    ];

    public static IReadOnlyList<StageReport> Tell(ConnectionEvidence evidence, Language language) =>
        [.. Narrators.Select(narrator => ToReport(narrator.Stage, Tell(narrator, evidence), evidence, language))];

    /// <summary>Behind a proxy, what fails on the direct way is worth a warning, and the answers are those that came through the proxy.</summary>
    private static StageLine Tell((Stage Stage, Func<ConnectionEvidence, StageLine> Tell) narrator, ConnectionEvidence evidence)
    {
        if (!evidence.GotThroughProxy())
        {
            return narrator.Tell(evidence);
        }

        StageLine line = narrator.Tell(narrator.Stage is Stage.Tls or Stage.Protocol ? evidence.PathOfInterest() : evidence);
        return narrator.Stage is Stage.NameResolution or Stage.Route && line.Status == StageStatus.Failed ? StageLine.Warned(line.Detail) : line;
    }

    private static StageReport ToReport(Stage stage, StageLine line, ConnectionEvidence evidence, Language language)
    {
        StageTiming? timing = evidence.Timings.FirstOrDefault(candidate => candidate.Stage == stage);
        return new StageReport
        {
            Stage = stage,
            Status = line.Status,
            Detail = line.Detail.In(language),
            Start = timing?.Start ?? TimeSpan.Zero,
            Duration = timing?.Duration ?? TimeSpan.Zero,
        };
    }
}
