using System.Globalization;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>The first bytes of an answer: letters in apostrophes, hexadecimal bytes and ranges, <c>??</c> for any byte, <c>$</c> for the end.</summary>
/// <example><c>'RFB 0' 30-39 ??</c></example>
internal sealed class BytePattern
{
    private readonly byte[] _low;
    private readonly byte[] _high;
    private readonly bool _ends;

    private BytePattern(byte[] low, byte[] high, bool ends) => (_low, _high, _ends) = (low, high, ends);

    public static BytePattern Parse(string text)
    {
        var low = new List<byte>();
        var high = new List<byte>();
        bool ends = false;
        for (int i = 0; i < text.Length;)
        {
            switch (text[i])
            {
                case ' ':
                    i++;
                    break;
                case '$':
                    ends = true;
                    i++;
                    break;
                case '\'':
                    int close = text.IndexOf('\'', i + 1);
                    foreach (char c in text.AsSpan(i + 1, close - i - 1))
                    {
                        low.Add((byte)c);
                        high.Add((byte)c);
                    }

                    i = close + 1;
                    break;
                case '?':
                    low.Add(0);
                    high.Add(byte.MaxValue);
                    i += 2;
                    break;
                default:
                    low.Add(Hex(text, i));
                    bool isRange = i + 2 < text.Length && text[i + 2] == '-';
                    high.Add(Hex(text, isRange ? i + 3 : i));
                    i += isRange ? 5 : 2;
                    break;
            }
        }

        return new BytePattern([.. low], [.. high], ends);
    }

    public bool BeginsWith(byte first) => first >= _low[0] && first <= _high[0];

    public bool Matches(ReadOnlySpan<byte> received) =>
        (_ends ? received.Length == _low.Length : received.Length >= _low.Length) && Fits(received[.._low.Length]);

    /// <summary>Whether more bytes may complete it.</summary>
    public bool MayBecome(ReadOnlySpan<byte> received) => !received.IsEmpty && received.Length < _low.Length && Fits(received);

    private bool Fits(ReadOnlySpan<byte> received)
    {
        for (int i = 0; i < received.Length; i++)
        {
            if (received[i] < _low[i] || received[i] > _high[i])
            {
                return false;
            }
        }

        return true;
    }

    private static byte Hex(string text, int index) => byte.Parse(text.AsSpan(index, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
