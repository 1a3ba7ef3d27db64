namespace ConnectionDiagnostics.Tests.Causes.Reference;

/// <summary>The README of the causes holds what the catalogue says about each of them.</summary>
/// <remarks>To renew it run this test with APPROVE=1 and read the difference.</remarks>
public sealed class CauseReferenceTests
{
    private const string Begin = "<!-- reference -->";
    private const string End = "<!-- /reference -->";

    private static string File => Path.Combine(RepositoryRoot.Core, "Causes", "README.md");

    [Fact]
    public void The_readme_holds_the_reference()
    {
        string text = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");
        string renewed = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + CauseReference.Write() + text[text.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            System.IO.File.WriteAllText(File, renewed);
            text = renewed;
        }

        text.Should().Be(renewed);
    }

    [Fact]
    public void The_help_link_of_a_cause_leads_to_its_heading()
    {
        string[] headings = [.. System.IO.File.ReadLines(File).Where(line => line.StartsWith("#### ", StringComparison.Ordinal)).Select(line => line[5..])];

        foreach (CauseCode code in CauseCode.WellKnown)
        {
            Uri link = DiagnosisBuilder.HelpLinkOf("https://example.com/owner/repository", code)!;

            link.AbsolutePath.Should().EndWith("/src/ConnectionDiagnostics/Causes/README.md");
            headings.Should().ContainSingle(heading => $"#{heading}" == link.Fragment);
        }
    }

    [Fact]
    public void Without_a_home_and_for_a_code_of_ones_own_there_is_no_help_link()
    {
        DiagnosisBuilder.HelpLinkOf(null, CauseCode.WrongPort).Should().BeNull();
        DiagnosisBuilder.HelpLinkOf("https://example.com", new CauseCode("licence-seats-used-up")).Should().BeNull();
    }
}
