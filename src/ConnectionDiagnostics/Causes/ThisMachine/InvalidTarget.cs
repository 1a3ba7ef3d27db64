namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>The target makes no sense.</summary>
internal sealed class InvalidTarget : ICauseRule
{
    public CauseCode Code => CauseCode.InvalidTarget;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Target.Problem is { } problem)
        {
            scales.Confirm(problem.Message, Message.Of("invalid-target.reason", ("target", evidence.Target.Text)));
            scales.Remedy(RemedyActor.Client, Message.Of("invalid-target.remedy"));
        }
    }
}
