using System.Globalization;
using System.Text;

namespace ConnectionDiagnostics.Fuzz;

/// <summary>Makes bytes as a hostile peer would choose them: by rule, and by changing what is valid.</summary>
internal sealed class ByteGrammar(Random random)
{
    private static readonly byte[] Edges = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, (byte)'\r', (byte)'\n', 0x1B, (byte)' ', (byte)'0', (byte)'-', (byte)':', (byte)'%'];

    private static readonly string[] Odd =
    [
        "\u001b[31m", "\u202e", "\0", "%s%n", "𝔘", "é", "١", "\ufeff", "\u2028", "-1", "0", "2147483648", "99999999999999999999", "1e9", "null", "{}", "[]", "\"", "\\",
    ];

    public Random Random { get; } = random;

    public bool Chance(int oneIn) => Random.Next(oneIn) == 0;

    public T Pick<T>(params ReadOnlySpan<T> from) => from[Random.Next(from.Length)];

    /// <summary>Mostly short, sometimes long.</summary>
    public int Length(int usual = 64) => Random.Next(20) switch
    {
        0 => 0,
        1 => Random.Next(usual * 64),
        _ => Random.Next(usual),
    };

    public byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        Random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A word of letters, or something odd.</summary>
    public string Word()
    {
        if (Chance(8))
        {
            return Pick<string>(Odd);
        }

        int length = 1 + Random.Next(Chance(30) ? 600 : 12);
        return string.Create(length, this, static (span, self) =>
        {
            foreach (ref char c in span)
            {
                c = (char)('a' + self.Random.Next(26));
            }
        });
    }

    public string Number() => Pick("0", "1", "443", "65535", "65536", "70000", "-1", "4294967296", "00080", "0x50", Random.Next().ToString(CultureInfo.InvariantCulture));

    public string Address() => Random.Next(6) switch
    {
        0 => "127.0.0.1",
        1 => new System.Net.IPAddress(Noise(4)).ToString(),
        2 => new System.Net.IPAddress(Noise(16)).ToString(),
        3 => $"fe80::1%{Word()}",
        4 => $"{Number()}.{Number()}.{Number()}.{Number()}",
        _ => "::ffff:10.0.0.1",
    };

    public byte[] Text(string text) => Chance(4) ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text);

    /// <summary>Any of several, changed or as it is.</summary>
    public byte[] Changed(params ReadOnlySpan<byte[]> valid)
    {
        byte[] bytes = [.. Pick(valid)];
        for (int changes = Random.Next(6); changes > 0; changes--)
        {
            bytes = Change(bytes, valid);
        }

        return bytes;
    }

    private byte[] Change(byte[] bytes, ReadOnlySpan<byte[]> valid)
    {
        if (bytes.Length == 0)
        {
            return Noise(Length());
        }

        int at = Random.Next(bytes.Length);
        int end = at + Random.Next(bytes.Length - at + 1);
        switch (Random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << Random.Next(8));
                return bytes;
            case 1:
                bytes[at] = Pick<byte>(Edges);
                return bytes;
            case 2:
                // A number that is too big, too small or negative, in either order.
                Noise(4).AsSpan(0, Math.Min(4, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 3:
                bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill(Pick<byte>(0, 0x7F, 0xFF));
                return bytes;
            case 4:
                return bytes[..at];
            case 5:
                return [.. bytes[..at], .. bytes[end..]];
            case 6:
                byte[] part = bytes[at..Math.Min(end, at + 256)];
                return [.. bytes[..at], .. Enumerable.Repeat(part, 1 + Random.Next(Chance(10) ? 60 : 3)).SelectMany(one => one), .. bytes[at..]];
            case 7:
                byte[] other = Pick(valid);
                return [.. bytes[..at], .. other[Random.Next(other.Length + 1)..]];
            default:
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Pick<string>(Odd)), .. bytes[at..]];
        }
    }
}
