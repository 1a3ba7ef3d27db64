namespace ConnectionDiagnostics;

/// <summary>What a program prints when a cause is at work: what people search for. Never translated.</summary>
public sealed record ErrorMessage
{
    /// <summary>Stands in <see cref="Text"/> for what differs from case to case: a host, a number of milliseconds.</summary>
    public const string Varying = "…";

    /// <summary>The program: <c>.NET</c>, <c>curl</c>, <c>Chrome</c>, <c>Firefox</c>, <c>Node.js</c>, <c>Java</c>, or a server's name.</summary>
    public required string Program { get; init; }

    /// <summary>The message, word for word; <see cref="Varying"/> stands for what differs.</summary>
    public required string Text { get; init; }

    /// <summary>Whether a text contains this message, or is a part of it. Upper and lower case are the same.</summary>
    /// <param name="text">A line of a log, a message, an error code.</param>
    /// <returns>Whether it does.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public bool Matches(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string sought = text.Trim();
        return sought.Length > 0 && (ContainsWord(Text, sought) || IsIn(sought));
    }

    /// <summary>The program and the message.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Program}: {Text}";

    /// <summary>Whether all the fixed parts of the message are in a text, in their order.</summary>
    private bool IsIn(string text)
    {
        int from = 0;
        foreach (string part in Text.Split(Varying, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int found = text.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            from = found + part.Length;
        }

        return true;
    }

    /// <summary>Whole words only: "11" is not in "110".</summary>
    private static bool ContainsWord(string text, string sought)
    {
        for (int at = text.IndexOf(sought, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(sought, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + sought.Length;
            if ((at == 0 || !IsWordCharacter(text[at - 1])) && (end == text.Length || !IsWordCharacter(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';
}
