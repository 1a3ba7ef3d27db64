using System.Text;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>An HTTP/1.x answer, cut into where a panel's marks may be. It may be cut short, and it may be hostile.</summary>
internal readonly ref struct PanelAnswer
{
    private readonly ReadOnlySpan<byte> _head;
    private readonly ReadOnlySpan<byte> _body;
    private readonly ReadOnlySpan<byte> _title;

    public PanelAnswer(ReadOnlySpan<byte> answer)
    {
        int end = answer.IndexOf("\r\n\r\n"u8);
        _head = end < 0 ? answer : answer[..end];
        _body = end < 0 ? default : answer[(end + 4)..];
        _title = TitleOf(_body);
    }

    public bool Has(PanelMark mark) => mark.Place switch
    {
        PanelMarkPlace.Header => HasHeader(mark.Bytes),
        PanelMarkPlace.Title => IndexIgnoringCase(_title, mark.Bytes) >= 0,
        _ => _body.IndexOf(mark.Bytes) >= 0,
    };

    private bool HasHeader(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> rest = _head;
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            rest = rest[(end + 1)..];
            if (rest.Length >= start.Length && Ascii.EqualsIgnoreCase(rest[..start.Length], start))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> TitleOf(ReadOnlySpan<byte> body)
    {
        int open = IndexIgnoringCase(body, "<title"u8);
        if (open < 0)
        {
            return default;
        }

        ReadOnlySpan<byte> title = body[open..];
        int close = IndexIgnoringCase(title, "</title"u8);
        return close < 0 ? default : title[..close];
    }

    /// <summary>Where a part is, whatever the case of its ASCII letters; other bytes have to be the same.</summary>
    private static int IndexIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        for (int at = 0; at + part.Length <= text.Length; at++)
        {
            if (text.Slice(at, part.Length) is var here && (Ascii.EqualsIgnoreCase(here, part) || here.SequenceEqual(part)))
            {
                return at;
            }
        }

        return -1;
    }
}
