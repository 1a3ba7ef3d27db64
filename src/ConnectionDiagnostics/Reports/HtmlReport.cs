using System.Globalization;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>A diagnosis as one HTML file for a ticket: without scripts, without anything from elsewhere, and harmless whatever peers said.</summary>
internal sealed class HtmlReport(Diagnosis diagnosis)
{
    private readonly HtmlWriter _html = new();
    private readonly Language _language = Language.Of(diagnosis.Language);

    public string Write()
    {
        _html.Open("html", ("lang", _language.Tag));
        WriteHead();
        _html.Open("body");
        WriteVerdict();
        _html.Open("main");
        _html.Open("div", ("class", "split"));
        _html.Open("div");
        WriteCauses();
        WriteRemedies();
        _html.Close();
        WritePath();
        _html.Close();
        WriteStages();
        WriteRuledOut();
        new HtmlEvidence(diagnosis.Evidence, _html, _language).Write();
        _html.Close();
        WriteFooter();
        _html.Close();
        return _html.Close().ToString();
    }

    private string Mark => Verdict.StyleOf(diagnosis) == ReportStyle.Bad ? "✗" : "✓";

    private void WriteHead()
    {
        _html.Open("head");
        _html.Void("meta", ("charset", "utf-8"));
        // First of all: it holds for what comes after it.
        _html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", HtmlStyle.Policy));
        _html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
        _html.Void("meta", ("name", "robots"), ("content", "noindex"));
        _html.Element("title", $"{Mark} {diagnosis.Target} – {Verdict.Of(diagnosis, _language)}");
        _html.OwnStyle(HtmlStyle.Css);
        _html.Close();
    }

    private void WriteVerdict()
    {
        string style = Verdict.StyleOf(diagnosis) switch { ReportStyle.Good => "good", ReportStyle.Warning => "warn", _ => "bad" };
        _html.Open("header", ("class", style));
        _html.Open("h1").Write($"{diagnosis.Target} ").Element("small", $"{Mark} {Verdict.Of(diagnosis, _language)}").Close();
        string time = diagnosis.Evidence.Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        _html.Open("p", ("class", "faint")).Element("time", time, ("datetime", time)).Close();
        if (diagnosis.Age > TimeSpan.Zero)
        {
            _html.Element("p", Text("report.age", ("age", diagnosis.Age)), ("class", "faint"));
        }

        _html.Close();
    }

    private void WriteCauses()
    {
        if (diagnosis.Causes.Count == 0)
        {
            return;
        }

        OpenSection("report.causes");
        foreach (Cause cause in diagnosis.Causes)
        {
            _html.Open("div", ("class", "cause"));
            _html.Element("h3", cause.Summary);
            _html.Open("p", ("class", "label")).Write($"{Text($"report.likelihood.{cause.Likelihood.ToCode()}")} · ").Element("code", cause.Code.Value).Close();
            WriteList(cause.Reasons);
            _html.Close();
        }

        _html.Close();
    }

    /// <summary>What to do, by whom: each gets a list of their own.</summary>
    private void WriteRemedies()
    {
        IGrouping<RemedyActor, Remedy>[] actors = [.. diagnosis.Causes.SelectMany(cause => cause.Remedies).Distinct().GroupBy(remedy => remedy.Actor)];
        if (actors.Length == 0 && diagnosis.NextChecks.Count == 0)
        {
            return;
        }

        OpenSection("report.what-to-do");
        foreach (IGrouping<RemedyActor, Remedy> actor in actors)
        {
            _html.Element("h3", Text($"report.actor.{actor.Key.ToCode()}"), ("class", "actor")).Open("ul");
            foreach (Remedy remedy in actor)
            {
                WriteAct(remedy.Text, remedy.Command);
            }

            _html.Close();
        }

        if (diagnosis.NextChecks.Count > 0)
        {
            _html.Element("h3", Text("report.next-checks")).Open("ul");
            foreach (NextCheck check in diagnosis.NextChecks)
            {
                WriteAct($"{Text($"report.actor.{check.Actor.ToCode()}")}: {check.Text}", check.Command);
            }

            _html.Close();
        }

        _html.Close();
    }

    private void WriteAct(string text, string? command)
    {
        _html.Open("li").Write(text);
        if (command is not null)
        {
            _html.Open("pre").Element("code", command).Close();
        }

        _html.Close();
    }

    private void WritePath()
    {
        IReadOnlyList<PathStation> stations = PathPicture.Of(diagnosis, _language);
        if (stations.Count == 0)
        {
            return;
        }

        OpenSection("report.path");
        new PathDrawing(_html).Draw(stations, Text("report.path"), string.Join(Text("stage.separator"), stations.Select(Describe)));
        _html.Close();
    }

    /// <summary>The drawing for those who hear it.</summary>
    private string Describe(PathStation station)
    {
        string state = station.State switch
        {
            PathState.Reached => Text("report.path.reached"),
            PathState.Failed => Text("report.path.failed"),
            _ => Text("report.path.unseen"),
        };
        string words = string.Join(Text("list.separator"), station.Details.Prepend(station.Title).Append(state));
        return station.BrokenBefore is { } seen ? string.Concat(Text("report.path.failed"), Text("label.separator"), seen, Text("stage.separator"), words) : words;
    }

    private void WriteStages()
    {
        OpenSection("report.how-we-know");
        _html.Open("table").Open("thead").Open("tr");
        foreach (string heading in (string[])[Text("report.column.stage"), Text("report.column.result")])
        {
            ColumnHeading(heading);
        }

        _html.Element("th", Text("report.column.start"), ("scope", "col"), ("class", "wide"));
        ColumnHeading(Text("report.column.duration"));
        ColumnHeading(Text("report.column.seen"));
        _html.Close().Close().Open("tbody");
        double whole = Math.Max(1, diagnosis.Stages.Select(stage => (stage.Start + stage.Duration).TotalMilliseconds).DefaultIfEmpty().Max());
        foreach (StageReport stage in diagnosis.Stages)
        {
            WriteStage(stage, whole);
        }

        _html.Close().Close().Close();
    }

    private void WriteStage(StageReport stage, double whole)
    {
        string status = stage.Status.ToCode();
        bool ran = stage.Status != StageStatus.Skipped && stage.Duration > TimeSpan.Zero;
        _html.Open("tr").Element("th", Text($"report.stage.{stage.Stage.ToCode()}"), ("scope", "row"));
        string mark = stage.Status switch { StageStatus.Passed => "✓", StageStatus.Failed => "✗", StageStatus.Warned => "!", _ => "–" };
        _html.Element("td", $"{mark} {Text($"report.status.{stage.Status.ToCode()}")}", ("class", $"status {status}"));
        _html.Element("td", ran ? Durations.Show(stage.Start, _language) : "", ("class", "number wide"));
        _html.Element("td", ran ? Durations.Show(stage.Duration, _language) : "", ("class", "number"));
        _html.Open("td", ("class", stage.Status == StageStatus.Skipped ? status : "seen"));
        string[] observations = stage.Detail.Split(Text("stage.separator"));
        if (observations.Length == 1)
        {
            _html.Write(stage.Detail);
        }
        else
        {
            WriteList(observations);
        }

        if (ran)
        {
            _html.Open("svg", ("class", "bar"), ("width", "100%"), ("height", "4"), ("aria-hidden", "true"));
            Bar("track", 0, 100);
            Bar(status, stage.Start.TotalMilliseconds / whole * 100, Math.Max(0.5, stage.Duration.TotalMilliseconds / whole * 100));
            _html.Close();
        }

        _html.Close().Close();
    }

    private void Bar(string kind, double from, double width) => _html.Open(
        "rect", ("class", kind), ("x", Percent(Math.Min(from, 99.5))), ("width", Percent(Math.Min(width, 100 - Math.Min(from, 99.5)))), ("height", "4"), ("rx", "2")).Close();

    private void WriteRuledOut()
    {
        if (diagnosis.RuledOut.Count == 0)
        {
            return;
        }

        OpenSection("report.ruled-out-heading");
        _html.Open("table").Open("thead").Open("tr");
        ColumnHeading(Text("report.column.cause"));
        ColumnHeading(Text("report.column.because"));
        _html.Close().Close().Open("tbody");
        foreach (RuledOutCause cause in diagnosis.RuledOut)
        {
            _html.Open("tr").Element("th", cause.Title, ("scope", "row")).Element("td", cause.Because).Close();
        }

        _html.Close().Close().Close();
    }

    private void WriteFooter()
    {
        string version = typeof(HtmlReport).Assembly.GetName().Version!.ToString(3);
        _html.Open("footer");
        _html.Element("p", Text("report.made", ("version", version), ("duration", diagnosis.Duration)));
        _html.Element("p", Text("report.privacy"));
        _html.Close();
    }

    private void WriteList(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        _html.Open("ul");
        foreach (string line in all)
        {
            _html.Element("li", line);
        }

        _html.Close();
    }

    private void ColumnHeading(string text) => _html.Element("th", text, ("scope", "col"));

    /// <summary>A section with its heading, which is its name for a screen reader.</summary>
    private void OpenSection(string id)
    {
        string name = id.Replace('.', '-');
        _html.Open("section", ("aria-labelledby", name)).Element("h2", Text(id), ("id", name));
    }

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}%");

    private string Text(string id, params (string Name, object? Value)[] arguments) => Sentences.Render(id, arguments, _language);
}
