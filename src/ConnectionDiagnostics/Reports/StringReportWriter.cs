using System.Text;

namespace ConnectionDiagnostics.Reports;

/// <summary>A report as a string, without styles.</summary>
internal sealed class StringReportWriter : IReportWriter
{
    private readonly StringBuilder _text = new();

    public void Write(string text, ReportStyle style) => _text.Append(text);

    public void EndLine() => _text.Append('\n');

    public override string ToString() => _text.ToString();
}
