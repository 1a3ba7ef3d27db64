using System.Text.Json;

namespace ConnectionDiagnostics;

/// <summary>Evidence as JSON: to attach to a ticket, and to diagnose again elsewhere. Without secrets.</summary>
public static class EvidenceFile
{
    /// <summary>Writes evidence as JSON.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <returns>The JSON.</returns>
    public static string ToJson(ConnectionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return JsonSerializer.Serialize(evidence, EvidenceJsonContext.Default.ConnectionEvidence);
    }

    /// <summary>Reads evidence from JSON.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <returns>The evidence.</returns>
    /// <exception cref="FormatException">The text is not evidence of a version that is known here; the message says where it fails.</exception>
    public static ConnectionEvidence Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            ConnectionEvidence? evidence = JsonSerializer.Deserialize(json, EvidenceJsonContext.Default.ConnectionEvidence);
            return evidence switch
            {
                null => throw new FormatException("The text is not evidence: it is null instead of an object."),
                { SchemaVersion: not 1 } => throw new FormatException($"The evidence is of schema version {evidence.SchemaVersion}; this version reads 1."),
                _ => evidence,
            };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The text is not evidence: {exception.Message}", exception);
        }
    }
}
