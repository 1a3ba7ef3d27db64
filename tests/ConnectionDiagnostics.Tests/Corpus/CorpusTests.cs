using System.Text;

namespace ConnectionDiagnostics.Tests.Corpus;

/// <summary>
/// Evidence of real faults, recorded in the fault lab, diagnosed again: the same causes, and the same line for each stage, on every platform.
/// </summary>
/// <remarks>
/// <c>Evidence/NAME.json</c> is what the lab recorded (<c>CONDIAG_LAB_CORPUS</c>), <c>Diagnosis/NAME.txt</c> what was approved. To approve
/// new ones run the tests with APPROVE=1 and read the difference.
/// </remarks>
public class CorpusTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests", "Corpus");

    public static TheoryData<string> Recorded =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "Evidence"), "*.json").Order(StringComparer.Ordinal).Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Recorded_evidence_gives_the_approved_diagnosis(string name)
    {
        string diagnosis = Summarize(Diagnose(name));
        string approved = Path.Combine(Folder, "Diagnosis", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(approved, diagnosis);
        }

        diagnosis.Should().Be(File.ReadAllText(approved).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Evidence_survives_being_saved(string name)
    {
        Diagnosis diagnosis = Diagnose(name);

        Diagnosis again = Diagnosis.FromEvidence(EvidenceFile.Parse(EvidenceFile.ToJson(diagnosis.Evidence)));

        Summarize(again).Should().Be(Summarize(diagnosis));
    }

    [Fact]
    public void Nothing_is_approved_that_was_not_recorded() =>
        Directory.EnumerateFiles(Path.Combine(Folder, "Diagnosis"), "*.txt").Select(Path.GetFileNameWithoutExtension)
            .Should().BeSubsetOf(Recorded.Select(row => row.Data));

    private static Diagnosis Diagnose(string name) =>
        Diagnosis.FromEvidence(EvidenceFile.Parse(File.ReadAllText(Path.Combine(Folder, "Evidence", $"{name}.json"))), System.Globalization.CultureInfo.InvariantCulture);

    private static string Summarize(Diagnosis diagnosis)
    {
        var text = new StringBuilder().Append(diagnosis.Outcome.ToCode()).Append('\n');
        foreach (Cause cause in diagnosis.Causes)
        {
            text.Append("cause      ").Append(cause.Likelihood.ToCode()).Append(' ').Append(cause.Code).Append(": ").Append(cause.Summary).Append('\n');
        }

        foreach (RuledOutCause cause in diagnosis.RuledOut)
        {
            text.Append("ruled out  ").Append(cause.Code).Append(": ").Append(cause.Because).Append('\n');
        }

        foreach (NextCheck check in diagnosis.NextChecks)
        {
            text.Append("next       ").AppendJoin(" or ", check.Separates).Append('\n');
        }

        foreach (StageReport stage in diagnosis.Stages)
        {
            text.Append("stage      ").Append(stage.Stage.ToCode()).Append(' ').Append(stage.Status.ToCode()).Append(": ").Append(stage.Detail).Append('\n');
        }

        return text.ToString();
    }
}
