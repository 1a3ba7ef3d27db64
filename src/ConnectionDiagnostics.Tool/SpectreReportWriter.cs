using Spectre.Console;

namespace ConnectionDiagnostics.Tool;

/// <summary>Gives the pieces of a report their colours, and breaks long lines under where their text began.</summary>
internal sealed class SpectreReportWriter(IAnsiConsole console) : IReportWriter
{
    private readonly List<(string Text, ReportStyle Style)> _line = [];

    public void Write(string text, ReportStyle style) => _line.Add((text, style));

    public void EndLine()
    {
        if (_line is [(var command, ReportStyle.Command)])
        {
            // Not broken: it is there to be copied.
            console.Profile.Out.Writer.WriteLine(command);
        }
        else if (_line.Count == 0)
        {
            console.WriteLine();
        }
        else
        {
            WriteLine();
        }

        _line.Clear();
    }

    /// <summary>Marks and labels at the beginning, and the blanks before the text, make a column of their own.</summary>
    private void WriteLine()
    {
        // Written as text, never as markup: what a peer sent must not be read as formatting.
        var margin = new Paragraph();
        var text = new Paragraph { Overflow = Overflow.Fold };
        bool inMargin = true;
        int width = 0;
        foreach ((string piece, ReportStyle style) in _line)
        {
            inMargin &= style is ReportStyle.Good or ReportStyle.Bad or ReportStyle.Warning or ReportStyle.Label || string.IsNullOrWhiteSpace(piece);
            string rest = piece;
            if (inMargin)
            {
                margin.Append(piece, StyleOf(style));
                width += Columns(piece);
                continue;
            }

            if (text.Length == 0)
            {
                rest = piece.TrimStart(' ');
                margin.Append(piece[..^rest.Length], Style.Plain);
                width += piece.Length - rest.Length;
            }

            text.Append(rest, StyleOf(style));
        }

        if (text.Length == 0)
        {
            console.Write(margin);
            console.WriteLine();
            return;
        }

        Grid grid = new Grid { Expand = false }
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0), Width = width })
            .AddColumn(new GridColumn { Padding = new Padding(0) });
        console.Write(grid.AddRow(margin, text));
    }

    /// <summary>Chinese characters take two columns.</summary>
    private static int Columns(string text) => text.Sum(c => c >= '\u2E80' ? 2 : 1);

    private static Style StyleOf(ReportStyle style) => style switch
    {
        ReportStyle.Good => new Style(Color.Green, decoration: Decoration.Bold),
        ReportStyle.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        ReportStyle.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        ReportStyle.Emphasis => new Style(decoration: Decoration.Bold),
        ReportStyle.Heading => new Style(decoration: Decoration.Underline),
        ReportStyle.Label => new Style(Color.Aqua),
        ReportStyle.Faint => new Style(decoration: Decoration.Dim),
        _ => Style.Plain,
    };
}
