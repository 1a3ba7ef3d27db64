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
        [.. Narrators.Select(narrator => ToReport(narrator.Stage, narrator.Tell(evidence), evidence, language))];

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
