using System.Text.Json.Nodes;

namespace ConnectionDiagnostics.Tests.Reports;

/// <summary>Recorded evidence in which every text that may be anything is a hostile one: as if every peer, name and process had said it.</summary>
internal static class HostileEvidence
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests", "Corpus", "Evidence");

    public static ConnectionEvidence Of(string recorded, string hostile)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{recorded}.json")))!;
        foreach (JsonValue text in Texts(root).ToArray())
        {
            var replaced = JsonValue.Create(hostile);
            JsonNode parent = text.Parent!;
            text.ReplaceWith(replaced);
            // Addresses, times and words of ours cannot be anything.
            if (Parse(root) is null)
            {
                Replace(parent, replaced, text);
            }
        }

        return Parse(root)!;
    }

    private static ConnectionEvidence? Parse(JsonNode root)
    {
        try
        {
            return EvidenceFile.Parse(root.ToJsonString());
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Replace(JsonNode parent, JsonNode old, JsonNode by)
    {
        if (parent is JsonArray array)
        {
            array[array.IndexOf(old)] = by;
        }
        else
        {
            parent.AsObject()[old.GetPropertyName()] = by;
        }
    }

    private static IEnumerable<JsonValue> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value],
        _ => [],
    };
}
