namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The reported failure does not happen any more.</summary>
internal sealed class NotReproduced : ICatalogueRule
{
    /// <summary>From here on a timeout may simply have been too short. The times of clients begin at about a second.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

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
        TimeSpan needed = NeededByAClient(evidence);
        if (reported.Outcome == ConnectionOutcome.Timeout && needed >= Slow)
        {
            scales.Remedy(RemedyActor.Client, Message.Of("not-reproduced.remedy.slow", ("duration", needed)));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("not-reproduced.remedy", values));
    }

    /// <summary>The stages that a client goes through as well; what is looked at besides is the diagnosis' own.</summary>
    private static TimeSpan NeededByAClient(ConnectionEvidence evidence)
    {
        TimeSpan needed = TimeSpan.Zero;
        foreach (StageTiming timing in evidence.Timings)
        {
            if (timing.Stage is Stage.NameResolution or Stage.Connect or Stage.Tls)
            {
                needed += timing.Duration;
            }
        }

        return needed;
    }
}
