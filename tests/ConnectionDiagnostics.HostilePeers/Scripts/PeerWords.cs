using System.Globalization;
using System.Text;

namespace ConnectionDiagnostics.HostilePeers.Scripts;

/// <summary>The words of a line; bytes stand between quotation marks, with <c>\r \n \t \0 \e \\ \"</c> and <c>\xHH</c>.</summary>
internal sealed class PeerWords(string line)
{
    private int _position;

    public bool HasMore
    {
        get
        {
            while (_position < line.Length && line[_position] == ' ')
            {
                _position++;
            }

            return _position < line.Length;
        }
    }

    public string Next(string what)
    {
        if (!HasMore)
        {
            throw new FormatException($"{what} is missing");
        }

        int start = _position;
        while (_position < line.Length && line[_position] != ' ')
        {
            _position++;
        }

        return line[start.._position];
    }

    public int NextNumber(int least, int most)
    {
        string word = Next("a number");
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new FormatException($"\"{word}\" is no number from {least} to {most}");
    }

    /// <summary>A time as <c>50ms</c> or <c>1s</c>.</summary>
    public TimeSpan NextTime()
    {
        string word = Next("a time");
        string digits = word.TrimEnd('m', 's');
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && word[digits.Length..] is "ms" or "s"
            ? word.EndsWith("ms", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number)
            : throw new FormatException($"\"{word}\" is no time: 50ms, 1s");
    }

    public byte[] NextBytes()
    {
        if (!HasMore || line[_position] != '"')
        {
            throw new FormatException("bytes between quotation marks are missing");
        }

        _position++;
        var bytes = new List<byte>();
        while (true)
        {
            switch (_position < line.Length ? line[_position++] : '\uFFFF')
            {
                case '\uFFFF':
                    throw new FormatException("the closing quotation mark is missing");
                case '"':
                    return [.. bytes];
                case '\\':
                    bytes.Add(Escaped());
                    break;
                case var letter:
                    bytes.AddRange(Encoding.UTF8.GetBytes([letter]));
                    break;
            }
        }
    }

    public void End()
    {
        if (HasMore)
        {
            throw new FormatException($"\"{line[_position..]}\" is too much");
        }
    }

    private byte Escaped()
    {
        switch (_position < line.Length ? line[_position++] : ' ')
        {
            case 'r':
                return 0x0D;
            case 'n':
                return 0x0A;
            case 't':
                return 0x09;
            case '0':
                return 0;
            case 'e':
                return 0x1B;
            case '\\':
                return 0x5C;
            case '"':
                return 0x22;
            case 'x' when _position + 2 <= line.Length && byte.TryParse(line.AsSpan(_position, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value):
                _position += 2;
                return value;
            default:
                throw new FormatException("after a backslash there is r, n, t, 0, e, x and two digits, a backslash or a quotation mark");
        }
    }
}
