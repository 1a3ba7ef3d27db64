using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Causes.Weighing;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>
/// Which sentences every made-up and every recorded failure is told with: summary, reasons, remedies with their commands, checks. By their ids,
/// with the values that are filled in, so that a sentence may be put better without a change here.
/// </summary>
/// <remarks>To approve new ones run the tests with APPROVE=1 and read the difference in <c>Approved/what-is-said.txt</c>.</remarks>
public class WhatIsSaidTests
{
    private const string Heading = "## ";

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests");

    private static readonly string ApprovedFile = Path.Combine(Folder, "Causes", "Approved", "what-is-said.txt");

    private static readonly SortedDictionary<string, ConnectionEvidence> Failures = new(
        Scenes.All.Select(scene => KeyValuePair.Create($"scene {scene.Key}", scene.Value.Evidence))
            .Concat(Directory.EnumerateFiles(Path.Combine(Folder, "Corpus", "Evidence"), "*.json")
                .Select(file => KeyValuePair.Create($"recorded {Path.GetFileNameWithoutExtension(file)}", EvidenceFile.Parse(File.ReadAllText(file)))))
            .ToDictionary(StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static readonly Lazy<Dictionary<string, string>> Approved = new(ReadApproved);

    public static TheoryData<string> Names { get; } = [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_failure_is_told_with_the_approved_sentences(string name) => Tell(Failures[name]).Should().Be(Approved.Value[name]);

    [Fact]
    public void Nothing_is_approved_that_does_not_happen() => Approved.Value.Keys.Should().BeSubsetOf(Failures.Keys);

    private static string Tell(ConnectionEvidence evidence) => string.Concat(Lines(evidence).Select(line => line + "\n"));

    private static IEnumerable<string> Lines(ConnectionEvidence evidence)
    {
        RankedCauses ranked = CauseRanking.Rank(evidence, OutcomeReader.Read(evidence), Catalogue.Rules);
        foreach ((CauseScales scales, Likelihood likelihood) in ranked.Left)
        {
            yield return $"{likelihood.ToCode()} {scales.Code}";
            yield return $"  {Said(scales.Summary)}";
            foreach (Message reason in scales.Reasons)
            {
                yield return $"  because {Said(reason)}";
            }

            foreach ((RemedyActor actor, Message message, string? command) in scales.Remedies)
            {
                yield return $"  {actor.ToCode()}: {Said(message)}{Line(command)}";
            }

            foreach ((CauseCode other, RemedyActor actor, Message message, string? command) in scales.Checks)
            {
                yield return $"  or {other}, {actor.ToCode()}: {Said(message)}{Line(command)}";
            }
        }

        foreach (CauseScales scales in ranked.RuledOut)
        {
            yield return $"not {scales.Code}: {(scales.RuledOutBecause is { } because ? Said(because) : "")}";
        }
    }

    /// <summary>The id, and of its arguments those that its English text has a place for.</summary>
    private static string Said(Message message)
    {
        string text = Language.English.Find(message.Id!)!;
        string values = string.Join("; ", message.Arguments.ToArray().Where(argument => text.Contains($"{{{argument.Name}}}", StringComparison.Ordinal))
            .DistinctBy(argument => argument.Name).Select(argument => $"{argument.Name} {Sentences.Show(argument.Value, Language.English)}"));
        return values.Length == 0 ? message.Id! : $"{message.Id} ({values})";
    }

    private static string Line(string? command) => command is null ? "" : $" $ {command.ReplaceLineEndings("; ")}";

    private static Dictionary<string, string> ReadApproved()
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(ApprovedFile, string.Concat(Failures.Select(failure => $"{Heading}{failure.Key}\n{Tell(failure.Value)}")));
        }

        return File.ReadAllText(ApprovedFile).ReplaceLineEndings("\n").Split(Heading, StringSplitOptions.RemoveEmptyEntries)
            .Select(section => section.Split('\n', 2)).ToDictionary(section => section[0], section => section[1], StringComparer.Ordinal);
    }
}
