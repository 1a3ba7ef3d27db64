namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The reported failure does not happen any more.</summary>
internal sealed class NotReproduced : ICatalogueRule
{
    public CauseCode Code => CauseCode.NotReproduced;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Connected || evidence.Reported is not { Outcome: not ConnectionOutcome.Unknown } reported)
        {
            return;
        }

        (string, object?)[] values = [("target", evidence.Target.Text), ("outcome", reported.Outcome.ToCode())];
        scales.Remark();
        scales.Confirm(Message.Of("not-reproduced.summary", values), Message.Of("not-reproduced.reason", values));
        scales.Remedy(RemedyActor.Client, Message.Of("not-reproduced.remedy", values));
    }
}
