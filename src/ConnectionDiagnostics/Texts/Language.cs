using System.Globalization;

namespace ConnectionDiagnostics.Texts;

/// <summary>A language that there are texts in. English is the fallback for all others.</summary>
/// <remarks>
/// Chosen by name and not by <see cref="CultureInfo.Parent"/>: an application without ICU (InvariantGlobalization) knows no parents,
/// and may not even make the culture.
/// </remarks>
internal sealed class Language
{
    private Language(string tag, CultureInfo culture, string decimalSeparator)
    {
        Tag = tag;
        Culture = culture;
        Numbers = new NumberFormatInfo { NumberDecimalSeparator = decimalSeparator };
    }

    public static Language English { get; } = new("en", CultureInfo.InvariantCulture, ".");

    public static Language German { get; } = new("de", new ResourceCulture("de"), ",");

    public static Language SimplifiedChinese { get; } = new("zh-Hans", new ResourceCulture("zh-Hans"), ".");

    public static IReadOnlyList<Language> All { get; } = [English, German, SimplifiedChinese];

    /// <summary>The IETF tag (BCP 47).</summary>
    public string Tag { get; }

    /// <summary>The culture whose resources are read.</summary>
    public CultureInfo Culture { get; }

    public NumberFormatInfo Numbers { get; }

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

    /// <summary>The invariant culture under the name of a language: good for finding resources, and for nothing else.</summary>
    /// <remarks>
    /// Without ICU the system spells a culture in its own way, zh-HANS, under which a case-sensitive file system has no folder,
    /// or may not make it at all (PredefinedCulturesOnly). In the latter case it reads no satellites either, and all is English.
    /// </remarks>
    private sealed class ResourceCulture(string tag) : CultureInfo("")
    {
        public override string Name => tag;
    }
}
