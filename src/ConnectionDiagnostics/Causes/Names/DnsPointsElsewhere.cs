namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name resolves to an address that is not the server's.</summary>
internal sealed class DnsPointsElsewhere : ICauseRule
{
    public CauseCode Code => CauseCode.DnsPointsElsewhere;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Names.Value is not { IsLiteral: false, Addresses: { Count: > 0 } addresses } names || evidence.Settings.ExpectedAddresses.Count == 0)
        {
            return;
        }

        (string, object?)[] values = [("host", names.Host), ("addresses", addresses), ("expected", evidence.Settings.ExpectedAddresses)];
        if (evidence.IsExpected(addresses))
        {
            if (scales.Outcome != ConnectionOutcome.Connected)
            {
                scales.RuleOut(Message.Of("dns-points-elsewhere.ruled-out", values));
            }

            return;
        }

        if (scales.Outcome == ConnectionOutcome.Connected)
        {
            scales.Remark();
        }

        scales.Confirm(Message.Of("dns-points-elsewhere.summary", values), Message.Of("dns-points-elsewhere.reason", values));
        scales.Remedy(RemedyActor.Network, Message.Of("dns-points-elsewhere.remedy.record", values), Commands.LookUp(evidence, names.Host));
    }
}
