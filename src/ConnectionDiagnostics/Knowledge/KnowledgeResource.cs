namespace ConnectionDiagnostics.Knowledge;

/// <summary>The tables that this assembly carries.</summary>
internal static class KnowledgeResource
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(KnowledgeResource).Assembly.GetManifestResourceStream("Knowledge/" + name)
            ?? throw new InvalidOperationException($"The assembly lacks its table {name}.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
