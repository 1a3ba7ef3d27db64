using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics;

/// <summary>A sentence that is not yet in a language: an id in the table of texts with its arguments, or a text of your own.</summary>
/// <remarks>The built-in rules name texts by id; rules of your own pass a string, which is converted implicitly.</remarks>
public readonly record struct Message
{
    private readonly string? _literal;
    private readonly string? _id;
    private readonly (string Name, object? Value)[]? _arguments;

    private Message(string? literal, string? id, (string Name, object? Value)[]? arguments)
    {
        _literal = literal;
        _id = id;
        _arguments = arguments;
    }

    /// <summary>Whether there is no sentence.</summary>
    public bool IsEmpty => _literal is null && _id is null;

    internal string? Id => _id;

    internal ReadOnlySpan<(string Name, object? Value)> Arguments => _arguments;

    /// <summary>A text of your own, used as it is in every language; control characters in it are escaped.</summary>
    /// <param name="text">The sentence.</param>
    /// <returns>The message.</returns>
    public static Message FromString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, null, null);
    }

    /// <summary>A text of your own, used as it is in every language; control characters in it are escaped.</summary>
    /// <param name="text">The sentence.</param>
    public static implicit operator Message(string text) => FromString(text);

    internal static Message Of(string id, params (string Name, object? Value)[] arguments) => new(null, id, arguments);

    internal string In(Language language) =>
        _id is not null ? Sentences.Render(_id, _arguments ?? [], language)
        : _literal is not null ? Printable.Escape(_literal)
        : "";
}
