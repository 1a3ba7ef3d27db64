using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes;

/// <summary>The fixed texts of a cause: its name and its meaning.</summary>
internal static class CauseTexts
{
    /// <summary>The name for people: "server not started". A code of one's own is its own name.</summary>
    public static Message Title(CauseCode code) => Named(code, "title");

    /// <summary>What the cause means, in a sentence or two.</summary>
    public static Message Meaning(CauseCode code) => Named(code, "meaning");

    /// <summary>What to do about it in general.</summary>
    public static Message Advice(CauseCode code) => Named(code, "advice");

    /// <summary>How the diagnosis recognises it; nothing for a code of one's own.</summary>
    public static Message Recognition(CauseCode code) => Part(code, "recognised");

    /// <summary>What would rule it out; nothing for a code of one's own.</summary>
    public static Message Exclusion(CauseCode code) => Part(code, "excluded-by");

    private static Message Part(CauseCode code, string part)
    {
        string id = $"{code}.{part}";
        return Sentences.Has(id) ? Message.Of(id) : Message.FromString("");
    }

    private static Message Named(CauseCode code, string part)
    {
        string id = $"{code}.{part}";
        return Sentences.Has(id) ? Message.Of(id) : Message.FromString(code.Value);
    }
}
