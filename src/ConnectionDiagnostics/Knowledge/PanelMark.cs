using System.Text;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>Something by which a panel's answer is recognised.</summary>
/// <param name="Place">Where it is looked for.</param>
/// <param name="Bytes">What is looked for, in UTF-8.</param>
internal readonly record struct PanelMark(PanelMarkPlace Place, byte[] Bytes)
{
    public static PanelMark Header(string start) => new(PanelMarkPlace.Header, Encoding.UTF8.GetBytes(start));

    public static PanelMark Title(string part) => new(PanelMarkPlace.Title, Encoding.UTF8.GetBytes(part));

    public static PanelMark Body(string part) => new(PanelMarkPlace.Body, Encoding.UTF8.GetBytes(part));
}
