namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>Nothing that is known explains what was seen. Asked only when no other rule has a cause.</summary>
internal sealed class UnknownCause : ICatalogueRule
{
    public CauseCode Code => CauseCode.Unknown;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        (string, object?)[] values = [("target", evidence.Target.Text), ("outcome", scales.Outcome.ToCode())];
        if (evidence.Settings.Depth == DiagnosisDepth.Passive && scales.Outcome == ConnectionOutcome.Unknown)
        {
            scales.Consider(Prior.Rare, Message.Of("unknown.summary.passive", values));
            scales.Remedy(RemedyActor.Client, Message.Of("unknown.remedy.unprobed", values));
            return;
        }

        if (evidence.WasProbed())
        {
            scales.Consider(Prior.Rare, Message.Of("unknown.summary", values));
            scales.Remedy(RemedyActor.Client, Message.Of("unknown.remedy"));
            return;
        }

        scales.Consider(Prior.Rare, Message.Of(evidence.Connect.Reason == FactReason.OverBudget ? "unknown.summary.over-budget" : "unknown.summary.not-awaited", values));
        scales.Remedy(RemedyActor.Client, Message.Of("unknown.remedy.unprobed", values));
    }
}
