using System.Globalization;
using System.Text;

namespace ConnectionDiagnostics.Texts;

/// <summary>Makes text from elsewhere harmless: what a peer sends may hold escape codes for the terminal, or letters that turn the line around.</summary>
internal static class Printable
{
    /// <summary>Escapes control, format and unassigned characters as <c>\x1B</c> or <c>\u202E</c>.</summary>
    public static string Escape(string text)
    {
        foreach (char c in text)
        {
            if (!IsHarmless(c))
            {
                return EscapeAll(text);
            }
        }

        return text;
    }

    /// <summary>Bytes as text: ASCII as it is, everything else as <c>\xNN</c>, cut to a length with an ellipsis.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes, int maxLength)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes)
        {
            if (text.Length >= maxLength)
            {
                return text.Append('…').ToString();
            }

            _ = b switch
            {
                (byte)'\r' => text.Append("\\r"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\\' => text.Append("\\\\"),
                >= 0x20 and < 0x7F => text.Append((char)b),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}"),
            };
        }

        return text.ToString();
    }

    private static string EscapeAll(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(text[i]).Append(text[++i]);
            }
            else if (IsHarmless(text[i]))
            {
                escaped.Append(text[i]);
            }
            else
            {
                _ = text[i] < 0x100
                    ? escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)text[i]:X2}")
                    : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
        }

        return escaped.ToString();
    }

    private static bool IsHarmless(char c) => c is >= ' ' and < '\x7F' || (c > '\x9F' && char.GetUnicodeCategory(c)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse));
}
