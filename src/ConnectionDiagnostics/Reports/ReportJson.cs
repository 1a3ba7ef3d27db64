using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ConnectionDiagnostics.Reports;

/// <summary>The JSON report, in one line or indented.</summary>
internal static class ReportJson
{
    private static readonly ReportJsonContext Compact = Create(indented: false);

    private static readonly ReportJsonContext Indented = Create(indented: true);

    public static string Write(DiagnosisDocument document, bool indented) =>
        JsonSerializer.Serialize(document, (indented ? Indented : Compact).DiagnosisDocument);

    // German and Chinese stay readable; what could be markup is escaped.
    private static ReportJsonContext Create(bool indented) => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = indented,
    });
}
