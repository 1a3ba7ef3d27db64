using System.Globalization;
using System.Resources;

namespace ConnectionDiagnostics.Texts;

/// <summary>A language that there are texts in. English is the fallback for all others.</summary>
/// <remarks>
/// Chosen by name and not by <see cref="CultureInfo.Parent"/>: an application without ICU (InvariantGlobalization) knows no parents,
/// and may not even make the culture.
/// </remarks>
internal sealed class Language
{
    private readonly ResourceManager _texts;

    private Language(string tag, string table, string decimalSeparator)
    {
        Tag = tag;
        _texts = new ResourceManager($"ConnectionDiagnostics.Texts.{table}", typeof(Language).Assembly);
        Numbers = new NumberFormatInfo { NumberDecimalSeparator = decimalSeparator };
    }

    public static Language English { get; } = new("en", "Messages", ".");

    public static Language German { get; } = new("de", "Messages.de", ",");

    public static Language SimplifiedChinese { get; } = new("zh-Hans", "Messages.zh-Hans", ".");

    public static IReadOnlyList<Language> All { get; } = [English, German, SimplifiedChinese];

    /// <summary>The IETF tag (BCP 47).</summary>
    public string Tag { get; }

    public NumberFormatInfo Numbers { get; }

    /// <summary>The text of an id, with its placeholders; <see langword="null"/> when this language has none.</summary>
    public string? Find(string id) => _texts.GetString(id, CultureInfo.InvariantCulture);

    /// <summary>The language in which a culture is answered.</summary>
    public static Language Of(CultureInfo culture) => Of(culture.Name);

    /// <summary>The language in which an IETF tag is answered.</summary>
    public static Language Of(string tag)
    {
        if (IsOrBelow(tag, "de"))
        {
            return German;
        }

        // Traditional script is another written language: English serves it better than the wrong characters.
        bool traditional = IsOrBelow(tag, "zh-Hant") || IsOrBelow(tag, "zh-TW") || IsOrBelow(tag, "zh-HK") || IsOrBelow(tag, "zh-MO");
        return IsOrBelow(tag, "zh") && !traditional ? SimplifiedChinese : English;
    }

    private static bool IsOrBelow(string tag, string prefix) =>
        tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (tag.Length == prefix.Length || tag[prefix.Length] == '-');
}
