using Spectre.Console;

namespace ConnectionDiagnostics.Tool;

/// <summary>Gives the pieces of a report their colours.</summary>
internal sealed class SpectreReportWriter(IAnsiConsole console) : IReportWriter
{
    // Written as text, never as markup: what a peer sent must not be read as formatting.
    public void Write(string text, ReportStyle style) => console.Write(new Text(text, StyleOf(style)) { Overflow = Overflow.Fold });

    public void EndLine() => console.WriteLine();

    private static Style StyleOf(ReportStyle style) => style switch
    {
        ReportStyle.Good => new Style(Color.Green, decoration: Decoration.Bold),
        ReportStyle.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        ReportStyle.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        ReportStyle.Emphasis => new Style(decoration: Decoration.Bold),
        ReportStyle.Heading => new Style(decoration: Decoration.Underline),
        ReportStyle.Label => new Style(Color.Aqua),
        ReportStyle.Command => new Style(Color.Yellow),
        ReportStyle.Faint => new Style(decoration: Decoration.Dim),
        _ => Style.Plain,
    };
}
