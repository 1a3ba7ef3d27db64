namespace ConnectionDiagnostics.Stages;

internal static class TargetStage
{
    public static StageLine Tell(ConnectionEvidence evidence) => evidence.Target.Problem is { } problem
        ? StageLine.Failed(problem.Message)
        : StageLine.Passed(Message.Of("stage.target", ("target", evidence.Target.Text)));
}
