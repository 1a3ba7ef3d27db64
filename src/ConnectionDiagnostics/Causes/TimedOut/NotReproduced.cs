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
        if (MayComeLater(reported.Outcome, evidence.Target))
        {
            scales.Consider(Prior.Usual, Message.Of("not-reproduced.summary.later", values));
            scales.Remedy(RemedyActor.Client, Message.Of("not-reproduced.remedy.scheme", values));
        }
        else
        {
            scales.Confirm(Message.Of("not-reproduced.summary", values), Message.Of("not-reproduced.reason", values));
        }

        TimeSpan needed = NeededByAClient(evidence);
        if (reported.Outcome == ConnectionOutcome.Timeout && needed >= Slow)
        {
            scales.Remedy(RemedyActor.Client, Message.Of("not-reproduced.remedy.slow", ("duration", needed)));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("not-reproduced.remedy", values));
    }

    /// <summary>Whether it may have happened in what such a target does not try: of a bare port nothing but the connect is.</summary>
    private static bool MayComeLater(ConnectionOutcome reported, TargetEvidence target) => reported switch
    {
        ConnectionOutcome.TlsFailed => !target.UsesTls,
        ConnectionOutcome.Reset or ConnectionOutcome.Timeout or ConnectionOutcome.ProtocolMismatch => target.Protocol is null,
        _ => false,
    };

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
