using System.Text.Json.Serialization;

namespace ConnectionDiagnostics.Reports;

internal sealed record RemedyDocument
{
    public required string Actor { get; init; }

    public required string Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Command { get; init; }
}
