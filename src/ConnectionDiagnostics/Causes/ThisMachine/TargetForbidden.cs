namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>The application's own policy forbids the target: nobody there was asked anything.</summary>
internal sealed class TargetForbidden : ICatalogueRule
{
    public CauseCode Code => CauseCode.TargetForbidden;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Connect.Reason == FactReason.Forbidden)
        {
            scales.Confirm(Message.Of("target-forbidden.summary", ("target", evidence.Target.Text)), Message.Of("target-forbidden.reason"));
            scales.Remedy(RemedyActor.Client, Message.Of("target-forbidden.remedy"));
        }
    }
}
