using System.Reflection;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Causes.Weighing;
using ConnectionDiagnostics.Stages;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics;

/// <summary>From evidence to the diagnosis: weighs, ranks, and puts it into words.</summary>
internal static class DiagnosisBuilder
{
    private static readonly string? HomeUrl = typeof(DiagnosisBuilder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == "ProjectHomeUrl")?.Value;

    public static Diagnosis Build(ConnectionEvidence evidence, ConnectionTarget target, IReadOnlyList<ICauseRule> rules, Language language)
    {
        ConnectionOutcome outcome = OutcomeReader.Read(evidence);
        RankedCauses ranked = CauseRanking.Rank(evidence, outcome, rules);
        return new Diagnosis
        {
            Target = target,
            Outcome = outcome,
            Causes = [.. ranked.Left.Select(entry => ToCause(entry.Scales, entry.Likelihood, language))],
            RuledOut = new OnDemandList<RuledOutCause>(() => [.. ranked.RuledOut.Select(scales => ToRuledOut(scales, language))]),
            NextChecks = new OnDemandList<NextCheck>(() => NextChecks(ranked, language)),
            Stages = new OnDemandList<StageReport>(() => StageNarrator.Tell(evidence, language)),
            Detected = (evidence.GotThroughProxy() ? evidence.PathOfInterest() : evidence).Detected(),
            Evidence = evidence,
            Duration = evidence.Duration,
            Language = language.Tag,
        };
    }

    private static Cause ToCause(CauseScales scales, Likelihood likelihood, Language language) => new()
    {
        Code = scales.Code,
        Likelihood = likelihood,
        Summary = scales.Summary.In(language),
        Reasons = new OnDemandList<string>(() => [.. scales.Reasons.Select(reason => reason.In(language))]),
        Remedies = new OnDemandList<Remedy>(
            () => [.. scales.Remedies.Select(remedy => new Remedy { Actor = remedy.Actor, Text = remedy.Text.In(language), Command = remedy.Command })]),
        HelpLink = HelpLinkOf(HomeUrl, scales.Code),
    };

    /// <summary>The heading of the cause in the reference, at the newest state of the repository. A code of one's own is not in there.</summary>
    internal static Uri? HelpLinkOf(string? homeUrl, CauseCode code) =>
        homeUrl is not null && CauseCode.WellKnown.Contains(code)
            ? new Uri($"{homeUrl.TrimEnd('/')}/blob/HEAD/src/ConnectionDiagnostics/Causes/README.md#{code}")
            : null;

    private static RuledOutCause ToRuledOut(CauseScales scales, Language language) => new()
    {
        Code = scales.Code,
        Title = CauseTexts.Title(scales.Code).In(language),
        Because = scales.RuledOutBecause!.Value.In(language),
    };

    /// <summary>A check is worth making only where both causes are left and neither is confirmed.</summary>
    private static List<NextCheck> NextChecks(RankedCauses ranked, Language language)
    {
        var checks = new List<NextCheck>();
        foreach ((CauseScales scales, Likelihood likelihood) in ranked.Left)
        {
            foreach ((CauseCode other, RemedyActor actor, Message text, string? command) in scales.Checks)
            {
                if (likelihood != Likelihood.Confirmed && ranked.Left.Any(entry => entry.Scales.Code == other && entry.Likelihood != Likelihood.Confirmed))
                {
                    checks.Add(new NextCheck { Separates = [scales.Code, other], Actor = actor, Text = text.In(language), Command = command });
                }
            }
        }

        return checks;
    }
}
