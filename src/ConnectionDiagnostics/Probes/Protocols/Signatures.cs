using System.Buffers.Binary;
using System.Text;
using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What the first bytes of an answer are. Only what is unambiguous has a name; the rest is text, an echo, or nothing.</summary>
internal static class Signatures
{
    private const int MaxProductLength = 80;

    private const int MinTextLength = 4;

    private const int MaxUnendedLine = 64;

    /// <param name="received">What the server sent.</param>
    /// <param name="opening">What was said before; some answers mean something only after their question.</param>
    public static (string? Protocol, string? Product) Match(ReadOnlySpan<byte> received, Opening opening)
    {
        if (received.IsEmpty)
        {
            return default;
        }

        if (received.StartsWith("HTTP/"u8))
        {
            return (WireProtocol.Http, null);
        }

        if (TlsRecord.IsServerHello(received) || TlsRecord.ReadAlert(received) is not null)
        {
            return (WireProtocol.Tls, null);
        }

        ReadOnlySpan<byte> sent = opening.Bytes.Span;
        if (!sent.IsEmpty && received.Length >= Math.Min(4, sent.Length) && sent.StartsWith(received[..Math.Min(received.Length, sent.Length)]))
        {
            return (WireProtocol.Echo, null);
        }

        return MatchBinary(received, opening.Protocol) is { Protocol: not null } binary ? binary : MatchText(received, opening.Protocol);
    }

    private static (string? Protocol, string? Product) MatchBinary(ReadOnlySpan<byte> received, string? asked) => received switch
    {
        // Answers that mean something only after their question.
        [(byte)'S' or (byte)'N'] when asked == WireProtocol.PostgreSql => (WireProtocol.PostgreSql, null),
        [0x20, 2, 0 or 1, <= 5, ..] when asked == WireProtocol.Mqtt => (WireProtocol.Mqtt, null),
        [5, 0 or 0xFF] when asked == WireProtocol.Socks5 => (WireProtocol.Socks5, null),
        // ErrorResponse of a server that speaks protocol 3 (PostgreSQL, Message Formats).
        [(byte)'E', 0, 0, _, _, (byte)'S', ..] => (WireProtocol.PostgreSql, null),
        // HTTP/2: a SETTINGS frame on stream 0 (RFC 9113, sections 4.1 and 6.5).
        [0, 0, var length, 4, 0, 0, 0, 0, 0, ..] when length % 6 == 0 => (WireProtocol.Http2, null),
        // Initial handshake packet, protocol 10, or an error packet instead of it (MySQL, Connection Phase).
        [_, _, 0, 0, 10, >= (byte)'0' and <= (byte)'9', ..] => (WireProtocol.MySql, Until(received[5..], 0)),
        [_, _, 0, 0, 0xFF, _, >= 3 and <= 8, ..] => (WireProtocol.MySql, null),
        // connection.start, or the header of the version that the server wants (AMQP 0-9-1, section 4.2.2).
        [1, 0, 0, 0, _, _, _, 0, 10, 0, 10, ..] => (WireProtocol.Amqp, null),
        [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', _, _, _, _, ..] => (WireProtocol.Amqp, null),
        // IAC with WILL, WONT, DO or DONT (RFC 854).
        [0xFF, >= 0xFB and <= 0xFE, ..] => (WireProtocol.Telnet, null),
        [5, 0xFF] => (WireProtocol.Socks5, null),
        _ when IsLengthPrefixed(received) => (WireProtocol.LengthPrefixed, null),
        _ => default,
    };

    private static (string? Protocol, string? Product) MatchText(ReadOnlySpan<byte> received, string? asked)
    {
        ReadOnlySpan<byte> line = FirstLine(received);
        if (line.StartsWith("SSH-"u8))
        {
            int second = line[4..].IndexOf((byte)'-');
            return (WireProtocol.Ssh, second < 0 ? null : Text(line[(4 + second + 1)..]));
        }

        if (line.StartsWith("220"u8) || line.StartsWith("421"u8) || line.StartsWith("554"u8))
        {
            return (MatchReplyCode(line, asked), Text(line[Math.Min(4, line.Length)..]));
        }

        if (line.StartsWith("* OK"u8) || line.StartsWith("* PREAUTH"u8) || line.StartsWith("* BYE"u8))
        {
            return (WireProtocol.Imap, Text(line[2..]));
        }

        if (line.StartsWith("+OK "u8) || line.SequenceEqual("+OK"u8) || (asked == WireProtocol.Pop3 && line.StartsWith("-ERR"u8)))
        {
            return (WireProtocol.Pop3, Text(line));
        }

        // In answer to our PING every error is Redis' own: -BUSY, -MISCONF, -MASTERDOWN (RESP, simple errors).
        if (IsRedis(line) || (asked == WireProtocol.Redis && line is [(byte)'-', >= (byte)'A' and <= (byte)'Z', ..]))
        {
            return (WireProtocol.Redis, null);
        }

        if (line.StartsWith("VERSION "u8) || IsOnlyLines(received, "ERROR"u8))
        {
            return (WireProtocol.Memcached, line.StartsWith("VERSION "u8) ? Text(line[8..]) : null);
        }

        if (line.StartsWith("INFO {"u8))
        {
            return (WireProtocol.Nats, null);
        }

        if (line.StartsWith("RFB 0"u8))
        {
            return (WireProtocol.Vnc, Text(line));
        }

        // A few characters without the end of a line may still become anything, and many without it are no lines.
        bool isLine = received.Length is >= MinTextLength and < MaxUnendedLine || received.Contains((byte)'\n');
        return isLine && IsText(received) && !"HTTP/"u8.StartsWith(received) ? (WireProtocol.Text, null) : default;
    }

    /// <summary>SMTP and FTP greet with the same codes; only a word tells them apart (RFC 5321, RFC 959).</summary>
    private static string MatchReplyCode(ReadOnlySpan<byte> line, string? asked)
    {
        string text = Text(line);
        return text.Contains("SMTP", StringComparison.OrdinalIgnoreCase) ? WireProtocol.Smtp
            : text.Contains("FTP", StringComparison.OrdinalIgnoreCase) ? WireProtocol.Ftp
            : asked is WireProtocol.Smtp or WireProtocol.Ftp ? asked
            : WireProtocol.Text;
    }

    private static bool IsRedis(ReadOnlySpan<byte> line) =>
        line.SequenceEqual("+PONG"u8) || line.StartsWith("-NOAUTH "u8) || line.StartsWith("-DENIED Redis"u8) || line.StartsWith("-LOADING "u8)
        || line.StartsWith("-ERR unknown command"u8) || line.StartsWith("-ERR max number of clients"u8) || line.StartsWith("-ERR wrong number of arguments"u8)
        || line.StartsWith("-ERR Protocol error"u8);

    private static bool IsOnlyLines(ReadOnlySpan<byte> received, ReadOnlySpan<byte> expected)
    {
        bool found = false;
        foreach (Range range in received.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = received[range].TrimEnd((byte)'\r');
            if (!line.IsEmpty && !line.SequenceEqual(expected))
            {
                return false;
            }

            found |= !line.IsEmpty;
        }

        return found;
    }

    /// <summary>A big-endian length that is that of the rest, or of all.</summary>
    private static bool IsLengthPrefixed(ReadOnlySpan<byte> received) =>
        received.Length > 4 && received[0] == 0 && BinaryPrimitives.ReadUInt32BigEndian(received) is var length
        && (length == received.Length || length == received.Length - 4);

    private static bool IsText(ReadOnlySpan<byte> received)
    {
        foreach (byte b in received)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or 0x7F)
            {
                return false;
            }
        }

        // The last character may be cut: up to three bytes of it may be missing.
        return System.Text.Unicode.Utf8.IsValid(received) || (received.Length > 3 && IsValidPrefix(received));
    }

    private static bool IsValidPrefix(ReadOnlySpan<byte> received) =>
        System.Text.Unicode.Utf8.IsValid(received[..^1]) || System.Text.Unicode.Utf8.IsValid(received[..^2]) || System.Text.Unicode.Utf8.IsValid(received[..^3]);

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> received)
    {
        int end = received.IndexOf((byte)'\n');
        return (end < 0 ? received : received[..end]).TrimEnd((byte)'\r');
    }

    private static string Until(ReadOnlySpan<byte> bytes, byte end)
    {
        int index = bytes.IndexOf(end);
        return Text(index < 0 ? bytes : bytes[..index]);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MaxProductLength)]);
}
