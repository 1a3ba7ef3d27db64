namespace ConnectionDiagnostics.Causes.ThisMachine;

/// <summary>Nothing that is known explains what was seen. Asked only when no other rule has a cause.</summary>
internal sealed class UnknownCause : ICatalogueRule
{
    public CauseCode Code => CauseCode.Unknown;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        scales.Consider(Prior.Rare, Message.Of("unknown.summary", ("target", evidence.Target.Text), ("outcome", scales.Outcome.ToCode())));
        scales.Remedy(RemedyActor.Client, Message.Of("unknown.remedy"));
    }
}
