using Spectre.Console;

namespace ConnectionDiagnostics.Tool;

/// <summary>A diagnosis on a terminal: colour where there is one, plain text where output is redirected or <c>NO_COLOR</c> is set.</summary>
internal static class TerminalReport
{
    public static void Write(Diagnosis diagnosis, TextWriter output, bool verbose)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
        {
            output.Write(diagnosis.ToText(verbose));
            return;
        }

        diagnosis.WriteTo(new SpectreReportWriter(AnsiConsole.Console), verbose);
    }
}
