using System.Globalization;
using System.Text;

namespace ConnectionDiagnostics.Reports;

/// <summary>Draws the way of a connection from top to bottom, so that it is as legible on a telephone and on paper as on a screen.</summary>
/// <remarks>Marks and dashes say what the colours say. Colours are the style sheet's, for a dark screen and for paper.</remarks>
internal sealed class PathDrawing(HtmlWriter html)
{
    private const int Line = 16;
    private const int Aside = 44;
    private const int Radius = 9;
    private const int LineHeight = 18;
    private const int Gap = 22;

    /// <summary>Columns of text beside the line; letters of East Asia take two.</summary>
    private const int Columns = 36;

    private int _y = Radius + 3;

    public void Draw(IReadOnlyList<PathStation> stations, string title, string description)
    {
        var texts = stations.Select(station => station.Details.SelectMany(Wrap).ToList()).ToList();
        int height = Radius + 6 - Gap + stations.Select((station, i) => Height(station, texts[i])).Sum();
        html.Open("svg", ("class", "path"), ("role", "img"), ("aria-labelledby", "path-title path-description"), ("width", "100%"), ("height", Number(height)));
        html.Element("title", title, ("id", "path-title")).Element("desc", description, ("id", "path-description"));
        int last = 0;
        for (int i = 0; i < stations.Count; i++)
        {
            PathStation station = stations[i];
            DrawWayTo(station, ref last);
            DrawStation(station, texts[i]);
        }

        html.Close();
    }

    /// <summary>The line from the station before, and the place where it breaks.</summary>
    private void DrawWayTo(PathStation station, ref int last)
    {
        if (last == 0)
        {
            last = _y;
            return;
        }

        if (station.IsAside)
        {
            string curve = string.Create(CultureInfo.InvariantCulture, $"M{Line} {last + Radius} Q{Line} {_y} {Aside - Radius} {_y}");
            html.Open("path", ("class", "way aside"), ("d", curve)).Close();
            return;
        }

        if (station.BrokenBefore is { } seen)
        {
            int middle = _y;
            DrawLine("way", last + Radius, middle - 8);
            Cross(Line, middle, 6, "mark broken");
            int line = 0;
            foreach (string text in Wrap(seen))
            {
                html.Element("text", text, ("class", "broken"), ("x", Number(Line + 22)), ("y", Number(middle + 5 + (line++ * LineHeight))));
            }

            _y += Gap + (line * LineHeight);
            DrawLine("way unseen", middle + 8, _y - Radius);
        }
        else
        {
            DrawLine(station.State == PathState.Unseen ? "way unseen" : "way", last + Radius, _y - Radius);
        }

        last = _y;
    }

    private void DrawStation(PathStation station, List<string> details)
    {
        int x = station.IsAside ? Aside : Line;
        string state = station.State switch { PathState.Reached => "reached", PathState.Failed => "failed", _ => "unseen" };
        html.Open("circle", ("class", $"station {state}"), ("cx", Number(x)), ("cy", Number(_y)), ("r", Number(Radius))).Close();
        if (station.State == PathState.Reached)
        {
            string check = string.Create(CultureInfo.InvariantCulture, $"M{x - 4} {_y} l3 3 l5 -6");
            html.Open("path", ("class", "mark"), ("d", check)).Close();
        }
        else if (station.State == PathState.Failed)
        {
            Cross(x, _y, 3, "mark");
        }

        int textX = x + Radius + 13;
        html.Element("text", station.Title, ("class", $"title {state}"), ("x", Number(textX)), ("y", Number(_y + 5)));
        for (int i = 0; i < details.Count; i++)
        {
            html.Element("text", details[i], ("class", "detail"), ("x", Number(textX)), ("y", Number(_y + 5 + ((i + 1) * LineHeight))));
        }

        _y += Radius + Gap + Math.Max(Radius, details.Count * LineHeight);
    }

    private void DrawLine(string kind, int from, int to) =>
        html.Open("path", ("class", kind), ("d", string.Create(CultureInfo.InvariantCulture, $"M{Line} {from} V{to}"))).Close();

    private void Cross(int x, int y, int size, string kind) =>
        html.Open("path", ("class", kind), ("d", string.Create(CultureInfo.InvariantCulture, $"M{x - size} {y - size} l{size * 2} {size * 2} M{x + size} {y - size} l{-size * 2} {size * 2}"))).Close();

    private static int Height(PathStation station, List<string> details) =>
        Radius + Gap + Math.Max(Radius, details.Count * LineHeight) + (station.BrokenBefore is { } seen ? Gap + (Wrap(seen).Count() * LineHeight) : 0);

    /// <summary>A drawing does not wrap by itself. Between words where there are some, else anywhere: host names can be long.</summary>
    private static IEnumerable<string> Wrap(string text)
    {
        const int MaxLines = 4;
        var line = new StringBuilder();
        int columns = 0;
        int lines = 1;
        foreach (Rune rune in Texts.Printable.Escape(text).EnumerateRunes())
        {
            int width = rune.Value >= 0x2E80 ? 2 : 1;
            if (columns + width > Columns)
            {
                if (lines++ == MaxLines)
                {
                    yield return $"{line}…";
                    yield break;
                }

                string full = line.ToString();
                int blank = full.LastIndexOf(' ');
                int cut = blank > Columns / 3 ? blank + 1 : full.Length;
                yield return full[..cut].TrimEnd();
                line.Clear().Append(full, cut, full.Length - cut);
                columns = full.Length - cut;
            }

            line.Append(rune);
            columns += width;
        }

        yield return line.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
