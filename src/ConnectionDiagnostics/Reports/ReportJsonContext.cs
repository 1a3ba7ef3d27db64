using System.Text.Json.Serialization;

namespace ConnectionDiagnostics.Reports;

/// <summary>The source-generated serializer of the JSON report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DiagnosisDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
