namespace ConnectionDiagnostics.Causes.Weighing;

/// <summary>Weighs all rules over the evidence and puts what is left in order.</summary>
/// <remarks>
/// The order is total: likelihood, then weight, then the order of the rules. Where one cause is confirmed,
/// the others have no failure left to explain and are dropped; remarks and independent faults stay.
/// A confirmed cause that explains no other leaves them where they are.
/// </remarks>
internal static class CauseRanking
{
    public static RankedCauses Rank(ConnectionEvidence evidence, ConnectionOutcome outcome, IReadOnlyList<ICauseRule> rules)
    {
        var ranked = new List<(CauseScales Scales, Likelihood Likelihood, int Order)>();
        var ruledOut = new List<CauseScales>();
        // Behind a proxy, the built-in rules see the way that the connection takes; rules about proxies, and those of somebody's own, see everything.
        bool hasOtherPath = evidence.GoesThroughProxy() && !evidence.BothWaysRefused();
        ConnectionEvidence path = hasOtherPath ? evidence.PathOfInterest() : evidence;
        CauseScales? free = null;
        for (int order = 0; order < rules.Count; order++)
        {
            ICauseRule rule = rules[order];
            CauseScales scales = free ?? new CauseScales(rule.Code, outcome);
            scales.PassTo(rule.Code);
            bool seesPath = hasOtherPath && rule is not IProxyRule && Catalogue.Rules.Contains(rule);
            rule.Weigh(seesPath ? path : evidence, scales);
            free = scales.IsUntouched ? scales : null;
            if (scales.RuledOutBecause is not null)
            {
                ruledOut.Add(scales);
            }
            else if (scales.InPlay && LikelihoodOf(scales) is { } likelihood)
            {
                ranked.Add((scales, likelihood, order));
            }
        }

        if (outcome != ConnectionOutcome.Connected && !ranked.Exists(entry => !entry.Scales.IsRemark))
        {
            var scales = new CauseScales(Catalogue.Unknown.Code, outcome);
            Catalogue.Unknown.Weigh(evidence, scales);
            ranked.Add((scales, Likelihood.Possible, rules.Count));
        }

        if (ranked.Exists(entry => entry.Scales is { IsConfirmed: true, IsRemark: false, ExplainsNoOther: false }))
        {
            ranked.RemoveAll(entry => entry.Scales is { IsConfirmed: false, IsRemark: false, IsIndependent: false });
        }

        // What is listed as a cause cannot be ruled out by another rule of the same code.
        ruledOut.RemoveAll(scales => ranked.Exists(entry => entry.Scales.Code == scales.Code));
        ranked.Sort((a, b) => Compare(a, b));
        return new RankedCauses([.. ranked.Select(entry => (entry.Scales, entry.Likelihood))], ruledOut);
    }

    private static Likelihood? LikelihoodOf(CauseScales scales) =>
        scales.IsConfirmed ? Likelihood.Confirmed : Thresholds.LikelihoodOf(scales.Decibans);

    private static int Compare((CauseScales Scales, Likelihood Likelihood, int Order) a, (CauseScales Scales, Likelihood Likelihood, int Order) b)
    {
        int byKind = a.Scales.IsRemark.CompareTo(b.Scales.IsRemark);
        int byLikelihood = b.Likelihood.CompareTo(a.Likelihood);
        int byWeight = a.Likelihood == Likelihood.Confirmed ? 0 : b.Scales.Decibans.CompareTo(a.Scales.Decibans);
        return byKind != 0 ? byKind : byLikelihood != 0 ? byLikelihood : byWeight != 0 ? byWeight : a.Order.CompareTo(b.Order);
    }
}
