using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;

namespace ConnectionDiagnostics.Texts;

/// <summary>The words: from a message id and its arguments to a sentence in a language.</summary>
/// <remarks>Texts are in <c>Messages*.resx</c>; placeholders are named (<c>{port}</c>), so that each language can order them as it needs.</remarks>
internal static class Sentences
{
    public static bool Has(string id) => Language.English.Find(id) is not null;

    public static string Render(string id, ReadOnlySpan<(string Name, object? Value)> arguments, Language language)
    {
        // An id without a text is a defect that a test finds; in production the id is still better than an exception.
        string template = language.Find(id) ?? Language.English.Find(id) ?? $"[{id}]";
        if (arguments.IsEmpty || !template.Contains('{', StringComparison.Ordinal))
        {
            return template;
        }

        var text = new StringBuilder(template.Length + 32);
        int from = 0;
        while (from < template.Length)
        {
            int open = template.IndexOf('{', from);
            int close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            text.Append(template, from, open - from);
            AppendArgument(text, template.AsSpan(open + 1, close - open - 1), arguments, language);
            from = close + 1;
        }

        return text.Append(template, from, template.Length - from).ToString();
    }

    private static void AppendArgument(
        StringBuilder text, ReadOnlySpan<char> name, ReadOnlySpan<(string Name, object? Value)> arguments, Language language)
    {
        foreach ((string argument, object? value) in arguments)
        {
            if (name.SequenceEqual(argument))
            {
                text.Append(Show(value, language));
                return;
            }
        }

        // Not a placeholder: configuration samples have braces of their own.
        text.Append('{').Append(name).Append('}');
    }

    public static string Show(object? value, Language language) => value switch
    {
        null => "",
        string text => Printable.Escape(text),
        Message message => message.In(language),
        TimeSpan duration => Durations.Show(duration, language),
        // Dates in one unmistakable form (ISO 8601); the time zone is always UTC.
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        IPAddress or IPEndPoint => value.ToString()!,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        // Sentences are set apart more clearly than words.
        IEnumerable<Message> sentences => string.Join(language.Find("stage.separator"), sentences.Select(sentence => sentence.In(language))),
        IEnumerable list => string.Join(language.Find("list.separator"), list.Cast<object?>().Select(item => Show(item, language))),
        _ => Printable.Escape(value.ToString() ?? ""),
    };
}
