using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>Lays a diagnosis out for people: the verdict first, then what to do, then the stages as proof, then what was ruled out.</summary>
internal sealed class TextReport(Diagnosis diagnosis, IReportWriter writer, bool verbose)
{
    /// <summary>Of the causes that are merely possible, so many are worth the reader's first minute.</summary>
    private const int ShownCauses = 3;

    private const int ShownRemedies = 4;

    private const int LabelWidth = 9;

    private const int StageWidth = 16;

    private const int LongDetail = 90;

    private readonly Language _language = Language.Of(diagnosis.Language);

    public void Write()
    {
        WriteVerdict();
        WriteCauses();
        WriteRemedies();
        WriteStages();
        WriteRuledOut();
    }

    private bool Works => diagnosis.Outcome == ConnectionOutcome.Connected;

    private void WriteVerdict()
    {
        Put(Works ? "✓ " : "✗ ", Works ? ReportStyle.Good : ReportStyle.Bad);
        Put($"{diagnosis.Target}   ", ReportStyle.Emphasis);
        Line(Verdict.Of(diagnosis, _language), Verdict.StyleOf(diagnosis));
        if (diagnosis.Age > TimeSpan.Zero)
        {
            Line($"  {Text("report.age", ("age", diagnosis.Age))}", ReportStyle.Label);
        }
    }

    private void WriteCauses()
    {
        if (diagnosis.Causes.Count == 0)
        {
            return;
        }

        writer.EndLine();
        IEnumerable<Cause> shown = verbose ? diagnosis.Causes : diagnosis.Causes.Take(ShownCauses);
        foreach (Cause cause in shown)
        {
            Put($"  {cause.Summary}", ReportStyle.Emphasis);
            Line($"   {Text($"report.likelihood.{cause.Likelihood.ToCode()}")} · {cause.Code}", ReportStyle.Label);
            foreach (string reason in verbose ? cause.Reasons : cause.Reasons.Take(cause == diagnosis.Causes[0] ? 2 : 0))
            {
                Line($"    {reason}", ReportStyle.Plain);
            }
        }

        if (!verbose && diagnosis.Causes.Count > ShownCauses)
        {
            Line($"  {Text("report.more-causes", ("causes", diagnosis.Causes.Skip(ShownCauses).Select(TitleOf).ToArray()))}", ReportStyle.Faint);
        }
    }

    private void WriteRemedies()
    {
        Remedy[] remedies = [.. diagnosis.Causes.Take(verbose ? int.MaxValue : ShownCauses).SelectMany(cause => cause.Remedies).Distinct()];
        NextCheck[] checks = [.. diagnosis.NextChecks];
        if (remedies.Length + checks.Length == 0)
        {
            return;
        }

        Heading("report.what-to-do");
        foreach (Remedy remedy in verbose ? remedies : remedies.Take(ShownRemedies))
        {
            Act(Text($"report.actor.{remedy.Actor.ToCode()}"), remedy.Text, remedy.Command);
        }

        foreach (NextCheck check in verbose ? checks : checks.Take(1))
        {
            Act(Text("report.actor.next"), check.Text, check.Command);
        }
    }

    private void Act(string label, string text, string? command)
    {
        Put($"    {Pad(label, LabelWidth)}", ReportStyle.Label);
        Line(text, ReportStyle.Plain);
        if (command is not null)
        {
            Line($"    {Pad("", LabelWidth)}{command}", ReportStyle.Command);
        }
    }

    private void WriteStages()
    {
        StageReport[] shown = [.. diagnosis.Stages.Where(stage =>
            verbose || (stage.Status != StageStatus.Skipped && (stage.Stage != Stage.Target || stage.Status != StageStatus.Passed)))];
        if (shown.Length == 0)
        {
            // Nothing was probed, or the diagnosis was made by hand.
            return;
        }

        Heading("report.how-we-know");
        foreach (StageReport stage in shown)
        {
            (string mark, ReportStyle style) = stage.Status switch
            {
                StageStatus.Passed => ("✓", ReportStyle.Good),
                StageStatus.Failed => ("✗", ReportStyle.Bad),
                StageStatus.Warned => ("!", ReportStyle.Warning),
                _ => ("–", ReportStyle.Faint),
            };
            Put($"    {mark} ", style);
            Put(Pad(Text($"report.stage.{stage.Stage.ToCode()}"), StageWidth), ReportStyle.Label);
            PutDetail(stage.Detail, stage.Status == StageStatus.Skipped ? ReportStyle.Faint : ReportStyle.Plain);
            Line(verbose && stage.Duration > TimeSpan.Zero ? $"  ({Durations.Show(stage.Duration, _language)})" : "", ReportStyle.Faint);
        }
    }

    /// <summary>A detail of several observations gets a line for each, where it does not fit on one.</summary>
    private void PutDetail(string detail, ReportStyle style)
    {
        string separator = Text("stage.separator");
        string[] observations = detail.Length > LongDetail ? detail.Split(separator) : [detail];
        Put(observations[0], style);
        foreach (string observation in observations.Skip(1))
        {
            writer.EndLine();
            Put(new string(' ', StageWidth + 6) + observation, style);
        }
    }

    private void WriteRuledOut()
    {
        if (diagnosis.RuledOut.Count == 0)
        {
            return;
        }

        if (!verbose)
        {
            writer.EndLine();
            Line($"  {Text("report.ruled-out", ("causes", diagnosis.RuledOut.Select(cause => cause.Title).ToArray()))}", ReportStyle.Plain);
            return;
        }

        Heading("report.ruled-out-heading");
        foreach (RuledOutCause cause in diagnosis.RuledOut)
        {
            Put($"    {cause.Title}{Text("label.separator")}", ReportStyle.Label);
            Line(cause.Because, ReportStyle.Plain);
        }
    }

    private void Heading(string id)
    {
        writer.EndLine();
        Line($"  {Text(id)}", ReportStyle.Heading);
    }

    private void Line(string text, ReportStyle style)
    {
        Put(text, style);
        writer.EndLine();
    }

    /// <summary>Escapes once more: a diagnosis that was made by hand, or a user's rule, may hold anything.</summary>
    private void Put(string text, ReportStyle style) => writer.Write(Printable.Escape(text), style);

    private string TitleOf(Cause cause) => Sentences.Has($"{cause.Code}.title") ? Text($"{cause.Code}.title") : cause.Code.Value;

    private string Text(string id, params (string Name, object? Value)[] arguments) => Sentences.Render(id, arguments, _language);

    /// <summary>Chinese characters are two columns wide on a terminal.</summary>
    private static string Pad(string text, int width)
    {
        int columns = text.Sum(c => c >= '\u2E80' ? 2 : 1);
        return text + new string(' ', Math.Max(1, width - columns));
    }
}
