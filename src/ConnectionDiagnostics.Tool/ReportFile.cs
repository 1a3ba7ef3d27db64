using System.CommandLine;

namespace ConnectionDiagnostics.Tool;

/// <summary>What the tool writes to a file beside what it prints: the HTML report, the evidence.</summary>
internal static class ReportFile
{
    public static Option<FileInfo?> CreateOption() => new("--html")
    {
        Description = "Writes a report for a ticket to a file: one HTML file that holds everything, and no script.",
    };

    /// <returns>Whether the file is there, or none was asked for.</returns>
    public static bool Write(FileInfo? file, string what, Func<string> render, ToolConsole console)
    {
        if (file is null)
        {
            return true;
        }

        try
        {
            File.WriteAllText(file.FullName, render());
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The diagnosis is printed already: nothing is lost but the file.
            console.Error.WriteLine($"conndiag: {what} could not be written: {exception.Message}");
            return false;
        }
    }
}
