namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>What holds for every diagnosis, whatever was seen.</summary>
public class EveryDiagnosisTests
{
    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void Says_something_about_every_failure_and_nothing_is_both_cause_and_ruled_out(string scene)
    {
        Diagnosis diagnosis = Scenes.All[scene].Diagnose();

        diagnosis.Causes.Should().OnlyHaveUniqueItems(cause => cause.Code);
        diagnosis.RuledOut.Should().OnlyHaveUniqueItems(cause => cause.Code);
        diagnosis.RuledOutCodes().Should().NotIntersectWith(diagnosis.Causes.Select(cause => cause.Code));
        diagnosis.Stages.Select(stage => stage.Stage).Should().Equal(Enum.GetValues<Stage>());
        if (diagnosis.Outcome != ConnectionOutcome.Connected)
        {
            diagnosis.Causes.Should().NotBeEmpty();
            diagnosis.Causes[0].Remedies.Should().NotBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void Every_sentence_is_filled_in(string scene)
    {
        foreach (string language in new[] { "en", "de", "zh-Hans" })
        {
            Diagnosis diagnosis = Scenes.All[scene].Diagnose(language);
            IEnumerable<string> sentences =
            [
                .. diagnosis.Causes.SelectMany(cause => cause.Reasons.Concat(cause.Remedies.Select(remedy => remedy.Text)).Append(cause.Summary)),
                .. diagnosis.RuledOut.SelectMany(cause => new[] { cause.Title, cause.Because }),
                .. diagnosis.NextChecks.Select(check => check.Text),
                .. diagnosis.Stages.Select(stage => stage.Detail),
            ];

            sentences.Should().NotContainMatch("*{*").And.NotContainMatch("[[]*").And.OnlyContain(sentence => sentence.Length > 0);
            sentences.Should().NotContain(sentence => sentence.Contains("  ", StringComparison.Ordinal), "a double blank is a missing value");
            // Configuration to paste has braces of its own.
            string text = diagnosis.Causes.SelectMany(cause => cause.Remedies).Select(remedy => remedy.Command).OfType<string>()
                .Aggregate(diagnosis.ToText(verbose: true), (shown, command) => shown.Replace(command, "", StringComparison.Ordinal));
            text.Should().NotContain("[report.").And.NotContain("{");
        }
    }
}
