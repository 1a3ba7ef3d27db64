using Spectre.Console;

namespace ConnectionDiagnostics.Tool;

/// <summary>A diagnosis where it is read: on a terminal in colour and broken at its width, elsewhere as plain text.</summary>
internal static class TerminalReport
{
    public static void Write(Diagnosis diagnosis, TextWriter output, bool verbose)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
        {
            output.Write(diagnosis.ToText(verbose));
            return;
        }

        diagnosis.WriteTo(new SpectreReportWriter(CreateConsole()), verbose);
    }

    private static IAnsiConsole CreateConsole()
    {
        // https://no-color.org: set and not empty means no colour; bold and underlined text is left out with it.
        bool noColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = noColor ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = noColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
    }
}
