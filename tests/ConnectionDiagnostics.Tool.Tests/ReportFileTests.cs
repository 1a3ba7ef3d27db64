namespace ConnectionDiagnostics.Tool.Tests;

/// <summary><c>--html</c> and <c>--save-evidence</c>: what is written beside what is printed.</summary>
public sealed class ReportFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("conndiag-report-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_report_is_written_in_the_language_and_the_text_is_printed_as_ever()
    {
        (await RunAsync("host:99999", "--language", "de", "--html", At("report.html"))).Should().Be(1);

        File.ReadAllText(At("report.html")).Should().StartWith("<!DOCTYPE html>").And.Contain("<html lang=\"de\">").And.EndWith("</html>");
        _output.ToString().Should().StartWith("✗ ").And.NotContain("<html");
        _error.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task Saved_evidence_gives_the_report_as_well()
    {
        await RunAsync("host:99999", "--save-evidence", At("evidence.json"), "--html", At("first.html"));

        (await RunAsync("replay", At("evidence.json"), "--json", "--html", At("again.html"))).Should().Be(1);

        File.ReadAllText(At("again.html")).Should().Be(File.ReadAllText(At("first.html")));
    }

    [Theory]
    [InlineData("--html")]
    [InlineData("--save-evidence")]
    public async Task A_file_that_cannot_be_written_gives_2_and_the_diagnosis_is_printed_all_the_same(string option)
    {
        (await RunAsync("host:99999", option, Path.Combine(_directory.FullName, "no-such-folder", "file"))).Should().Be(2);

        _output.ToString().Should().StartWith("✗ ");
        _error.ToString().Should().StartWith("conndiag: ").And.Contain("could not be written");
    }

    private string At(string name) => Path.Combine(_directory.FullName, name);

    private Task<int> RunAsync(params string[] arguments) =>
        ToolCommand.RunAsync(arguments, new ToolConsole(_output, _error), TestContext.Current.CancellationToken);
}
