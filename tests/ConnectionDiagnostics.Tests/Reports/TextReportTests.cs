using System.Runtime.CompilerServices;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Reports;

public class TextReportTests
{
    /// <summary>Approved texts stand beside the test. To approve new ones run the tests with APPROVE=1 and read the difference.</summary>
    [Theory]
    [InlineData("connected")]
    [InlineData("invalid")]
    [InlineData("refused here")]
    [InlineData("wrong port here")]
    [InlineData("timed out")]
    [InlineData("name not found")]
    [InlineData("http to ssh")]
    [InlineData("websocket 404")]
    [InlineData("certificate expired")]
    [InlineData("some addresses fail")]
    public void The_text_is_the_approved_one(string scene)
    {
        string shortText = Scenes.All[scene].Diagnose().ToText();
        string verboseText = Scenes.All[scene].Diagnose().ToText(verbose: true);

        string text = $"{shortText}\n----- verbose -----\n\n{verboseText}";
        string file = Path.Combine(Folder(), $"{scene}.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(file, text);
        }

        text.Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void The_short_text_fits_on_a_screen_and_the_verbose_one_has_every_stage(string scene)
    {
        Diagnosis diagnosis = Scenes.All[scene].Diagnose();

        diagnosis.ToText().Split('\n').Length.Should().BeLessThanOrEqualTo(30);
        diagnosis.ToString().Should().Be(diagnosis.ToText());
        foreach (StageReport stage in diagnosis.Stages)
        {
            // Several observations get a line each.
            diagnosis.ToText(verbose: true).Should().ContainAll(stage.Detail.Split("; "));
        }
    }

    [Fact]
    public void The_verdict_comes_first_and_names_how_long_the_attempt_took() =>
        Scenes.All["timed out"].Diagnose().ToText().Should().StartWith("✗ tcp://10.9.9.9:8080   no answer for 4.0 s (timed out)\n");

    [Fact]
    public void Marks_tell_how_stages_ended()
    {
        string text = Scenes.All["tls expires soon"].Diagnose().ToText();

        text.Should().StartWith("✓ ").And.Contain("    ✓ connect").And.Contain("    ! tls").And.NotContain("✗");
    }

    [Fact]
    public void What_peers_and_names_hold_is_escaped()
    {
        Diagnosis diagnosis = Of("http://server.example/").ResolvesTo("8.8.8.8").Connects().HearsBytes("SSH-2.0-\u001B[31mevil\u0007\r\n").Diagnose();

        string text = diagnosis.ToText(verbose: true) + diagnosis.ToJson();

        text.Should().NotMatchRegex(@"[^\P{Cc}\n]").And.Contain("x1B[31mevil");
    }

    [Fact]
    public void What_rules_and_probes_of_ones_own_say_is_escaped()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").TimedOut("8.8.8.8").Diagnose(new HostileRule());

        diagnosis.Causes[0].Code.Should().Be(new CauseCode("hostile"));
        (diagnosis.Causes[0].Summary + diagnosis.Causes[0].Reasons[0] + diagnosis.Causes[0].Remedies[0].Text).Should().NotMatchRegex(@"[\p{Cc}\p{Cf}]");
    }

    [Fact]
    public void An_unreadable_target_is_escaped() => Of("ho\u001B[31mst:80").Diagnose().ToText(verbose: true).Should().NotMatchRegex(@"[^\P{Cc}\n]");

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("zh-Hans")]
    public void The_details_of_stages_begin_in_one_column(string language)
    {
        Diagnosis diagnosis = Scenes.All["refused here"].Diagnose(language);
        string[] lines = [.. diagnosis.ToText(verbose: true).Split('\n').Where(line => line.Length > 5 && "✓✗!–".Contains(line[4]))];

        lines.Should().HaveSameCount(diagnosis.Stages);
        IEnumerable<int> columns = lines.Select((line, index) => line[..line.IndexOf(diagnosis.Stages[index].Detail, StringComparison.Ordinal)].Sum(c => c >= '\u2E80' ? 2 : 1));

        columns.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Every_piece_reaches_the_writer_with_a_style()
    {
        var writer = new Recorder();

        Diagnosis diagnosis = Scenes.All["refused here"].Diagnose();
        diagnosis.WriteTo(writer);

        writer.Text.Should().Be(diagnosis.ToText());
        writer.Styles.Should().Contain([ReportStyle.Bad, ReportStyle.Emphasis, ReportStyle.Heading, ReportStyle.Label, ReportStyle.Command]);
    }

    private static string Folder([CallerFilePath] string file = "") =>
        // Deterministic builds map the path of the sources: then it is found from the repository's root.
        File.Exists(file) ? Path.Combine(Path.GetDirectoryName(file)!, "Approved") : Path.Combine(RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests", "Reports", "Approved");

    private sealed class HostileRule : ICauseRule
    {
        public CauseCode Code { get; } = new("hostile");

        public void Weigh(ConnectionEvidence evidence, CauseScales scales)
        {
            scales.Confirm("\u001B[31mred\u202E", "\u0007bell");
            scales.Remedy(RemedyActor.Client, "\u009Bcsi");
        }
    }

    private sealed class Recorder : IReportWriter
    {
        public string Text { get; private set; } = "";

        public HashSet<ReportStyle> Styles { get; } = [];

        public void Write(string text, ReportStyle style)
        {
            text.Should().NotContain("\n");
            Text += text;
            Styles.Add(style);
        }

        public void EndLine() => Text += "\n";
    }
}
