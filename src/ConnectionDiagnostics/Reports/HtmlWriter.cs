using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>Writes HTML: elements stay balanced, and every text and attribute is made harmless, wherever it came from.</summary>
internal sealed class HtmlWriter
{
    /// <summary>German and Chinese stay readable; what could be markup does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>After these a line ends, so that the source can be read as well. Never within a line of text or a drawing.</summary>
    private static readonly HashSet<string> Blocks =
        ["head", "title", "style", "body", "header", "main", "section", "footer", "h1", "h2", "h3", "p", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tr", "svg", "g", "details", "div"];

    private readonly StringBuilder _html = new("<!DOCTYPE html>\n");
    private readonly Stack<string> _open = new();

    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(element, attributes);
        _open.Push(element);
        return this;
    }

    /// <summary>An element that holds nothing and has no end tag in HTML; written so that XML tools can read it too.</summary>
    public HtmlWriter Void(string element, params ReadOnlySpan<(string Name, string Value)> attributes) => Start(element, attributes, " />\n");

    /// <summary>An element with nothing but a text.</summary>
    public HtmlWriter Element(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        Open(element, attributes).Write(text).Close();

    public HtmlWriter Close()
    {
        string element = _open.Pop();
        _html.Append("</").Append(element).Append('>');
        if (Blocks.Contains(element))
        {
            _html.Append('\n');
        }

        return this;
    }

    public HtmlWriter Write(string text)
    {
        _html.Append(Encode(text));
        return this;
    }

    /// <summary>A text of several lines, whose line ends are ours.</summary>
    public HtmlWriter Lines(string text)
    {
        _html.AppendJoin('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Encode));
        return this;
    }

    /// <summary>A style sheet of our own, as it is: in it, an encoded character would be another one.</summary>
    public HtmlWriter OwnStyle(string css)
    {
        _html.Append("<style>").Append(css).Append("</style>\n");
        return this;
    }

    public override string ToString() => _html.ToString();

    private HtmlWriter Start(string element, ReadOnlySpan<(string Name, string Value)> attributes, string end = ">")
    {
        _html.Append('<').Append(element);
        foreach ((string name, string value) in attributes)
        {
            _html.Append(' ').Append(name).Append("=\"").Append(Encode(value)).Append('"');
        }

        _html.Append(end);
        return this;
    }

    private static string Encode(string text) => Encoder.Encode(Printable.Escape(text));
}
