using System.Text;
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
            RefuseWhatCannotBe(json);
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

    /// <summary>The serializer refuses null where none may be, but not in lists; and a port is any number to it.</summary>
    private static void RefuseWhatCannotBe(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var inList = new Stack<bool>();
        bool isPort = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    inList.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    inList.Pop();
                    break;
                case JsonTokenType.Null when inList.TryPeek(out bool isList) && isList:
                    throw new FormatException($"The text is not evidence: a list holds null, at byte {reader.TokenStartIndex}.");
                case JsonTokenType.PropertyName:
                    isPort = reader.ValueTextEquals("port"u8);
                    continue;
                case JsonTokenType.Number when isPort && !reader.TryGetUInt16(out _):
                    throw new FormatException($"The text is not evidence: no port has that number, at byte {reader.TokenStartIndex}.");
            }

            isPort = false;
        }
    }
}
