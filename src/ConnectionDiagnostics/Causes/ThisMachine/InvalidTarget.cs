namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>The target makes no sense.</summary>
internal sealed class InvalidTarget : ICauseRule
{
    public CauseCode Code => CauseCode.InvalidTarget;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Target.Problem is { } problem)
        {
            scales.Confirm(problem.Message, Message.Of(evidence.Target.Text.Length > 0 ? "invalid-target.reason" : "invalid-target.reason.empty", ("target", evidence.Target.Text)));
            scales.Remedy(RemedyActor.Client, Message.Of("invalid-target.remedy"));
        }
    }
}
