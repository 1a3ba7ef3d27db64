using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ConnectionDiagnostics.Reports;

/// <summary>The JSON report, in one line or indented.</summary>
internal static class ReportJson
{
    private const int TypicalBytes = 4 * 1024;
    private const int MaxKeptBytes = 64 * 1024;

    // German and Chinese stay readable; what could be markup is escaped.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true };

    private static readonly Action<Utf8JsonWriter, DiagnosisDocument> WriteDocument =
        new ReportJsonContext(new JsonSerializerOptions()).DiagnosisDocument.SerializeHandler ?? throw new InvalidOperationException("There is no generated writer.");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Kept;

    /// <summary>By the generated code alone: a serializer with an encoder of its own would walk over metadata instead.</summary>
    public static string Write(DiagnosisDocument document, bool indented)
    {
        ArrayBufferWriter<byte> bytes = Kept ?? new ArrayBufferWriter<byte>(TypicalBytes);
        Kept = null;
        using (var writer = new Utf8JsonWriter(bytes, indented ? Indented : Compact))
        {
            WriteDocument(writer, document);
        }

        string text = Encoding.UTF8.GetString(bytes.WrittenSpan);
        bytes.ResetWrittenCount();
        Kept = bytes.Capacity <= MaxKeptBytes ? bytes : null;
        return text;
    }
}
