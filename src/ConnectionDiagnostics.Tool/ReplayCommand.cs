using System.CommandLine;
using System.Globalization;

namespace ConnectionDiagnostics.Tool;

/// <summary><c>conndiag replay FILE</c>: diagnoses saved evidence again, without a network.</summary>
internal static class ReplayCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<FileInfo>("file") { Description = "What --save-evidence wrote." };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output and nothing else." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "All reasons and all stages." };
        Option<CultureInfo?> language = ToolLanguage.CreateOption();
        Option<FileInfo?> html = ReportFile.CreateOption();
        var command = new Command("replay", "Diagnoses saved evidence again, without a network.") { file, json, verbose, language, html };
        command.SetAction(parsed =>
        {
            if (Read(parsed.GetRequiredValue(file), console) is not { } evidence)
            {
                return ExitCodes.Usage;
            }

            Diagnosis diagnosis = Diagnosis.FromEvidence(evidence, parsed.GetValue(language) ?? ToolLanguage.OfSystem());
            int status = DiagnosisOutput.Write(diagnosis, parsed.GetValue(json), parsed.GetValue(verbose), console);
            return ReportFile.Write(parsed.GetValue(html), "the report", diagnosis.ToHtml, console) ? status : ExitCodes.Usage;
        });
        return command;
    }

    private static ConnectionEvidence? Read(FileInfo file, ToolConsole console)
    {
        try
        {
            return EvidenceFile.Parse(File.ReadAllText(file.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            console.Error.WriteLine($"conndiag: {exception.Message}");
            return null;
        }
    }
}
