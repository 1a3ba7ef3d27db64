using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Targets;

/// <summary>Reads what people type as a target. Its own reader, because <see cref="Uri"/> says only "invalid" where this has to say what is wrong.</summary>
internal static class TargetReader
{
    private const int MaxLength = 4096;

    /// <summary>RFC 1035, section 2.3.4, less the length byte and the root.</summary>
    private const int MaxHostLength = 253;

    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> AuthorityEnd = SearchValues.Create("/?#");

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    // Underscores are no host name characters by RFC 952, but names with them resolve and are in use.
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    public static TargetProblem? Read(string? text, out TargetParts parts)
    {
        parts = default;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return Problem(TargetProblemKind.Empty, "");
        }

        if (rest.Length > MaxLength)
        {
            return Problem(TargetProblemKind.TooLong, rest.Length.ToString(CultureInfo.InvariantCulture));
        }

        TargetScheme scheme = TargetScheme.Tcp;
        int schemeEnd = SchemeEnd(rest);
        if (schemeEnd >= 0)
        {
            if (TargetScheme.Find(rest[..schemeEnd]) is not { } known)
            {
                return Problem(TargetProblemKind.UnknownScheme, rest[..schemeEnd]);
            }

            scheme = known;
            rest = rest[(schemeEnd + 3)..];
        }

        int authorityEnd = rest.IndexOfAny(AuthorityEnd);
        ReadOnlySpan<char> authority = authorityEnd < 0 ? rest : rest[..authorityEnd];
        ReadOnlySpan<char> tail = authorityEnd < 0 ? [] : rest[authorityEnd..];

        int at = authority.LastIndexOf('@');
        if (!scheme.SendsPath && tail.Contains('@'))
        {
            // redis://:pa/ss@host: what follows the slash belongs to the password, and may not be shown.
            return Problem(TargetProblemKind.UserInformationMalformed, "");
        }

        ReadOnlySpan<char> hostAndPort = authority[(at + 1)..];
        foreach (char c in hostAndPort)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return Problem(TargetProblemKind.BlankInside, hostAndPort);
            }
        }

        TargetProblem? problem = SplitHostAndPort(hostAndPort, out ReadOnlySpan<char> host, out ReadOnlySpan<char> portText, out bool bracketed)
            ?? ReadHost(host, bracketed, out parts.Host, out parts.Address)
            ?? ReadPort(portText, scheme, out parts.Port);
        if (problem is not null)
        {
            // http://user:pa/ss@host: what looks like a wrong port may be a password.
            return tail.Contains('@') ? Problem(TargetProblemKind.UserInformationMalformed, "") : problem;
        }

        parts.Scheme = scheme;
        if (scheme.SendsPath)
        {
            problem = ReadPath(tail, out parts.Path, out parts.Query);
        }

        return problem;
    }

    /// <summary>The text with everything that could be a secret removed, for a target that could not be read.</summary>
    public static string Redact(string? text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int schemeEnd = SchemeEnd(rest);
        string scheme = schemeEnd >= 0 ? rest[..(schemeEnd + 3)].ToString() : "";
        rest = schemeEnd >= 0 ? rest[(schemeEnd + 3)..] : rest;
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        int query = rest.IndexOfAny('?', '#');
        return Printable.Escape(Shorten(HideValues(string.Concat(scheme, query < 0 ? rest : rest[..query])), 300));
    }

    /// <summary>No target has an equals sign before its query: it is a connection string, and each of its values may be the password.</summary>
    private static string HideValues(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? text : $"{text[..equals]}=…";
    }

    /// <summary>Where "://" ends a scheme (RFC 3986, section 3.1); -1 when it stands elsewhere, as in a query.</summary>
    private static int SchemeEnd(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf("://", StringComparison.Ordinal);
        return end >= 0 && !text[..end].ContainsAnyExcept(SchemeCharacters) ? end : -1;
    }

    private static TargetProblem? SplitHostAndPort(
        ReadOnlySpan<char> text, out ReadOnlySpan<char> host, out ReadOnlySpan<char> port, out bool bracketed)
    {
        port = [];
        bracketed = text.StartsWith('[');
        if (bracketed)
        {
            int close = text.IndexOf(']');
            host = close < 0 ? text[1..] : text[1..close];
            if (close < 0 || (close + 1 < text.Length && text[close + 1] != ':'))
            {
                return Problem(TargetProblemKind.IPv6Malformed, text);
            }

            port = close + 1 < text.Length ? text[(close + 2)..] : [];
            return null;
        }

        int colon = text.IndexOf(':');
        host = colon < 0 ? text : text[..colon];
        if (colon >= 0)
        {
            port = text[(colon + 1)..];
            if (port.Contains(':'))
            {
                return IPAddress.TryParse(text, out _) || text.StartsWith("::")
                    ? Problem(TargetProblemKind.IPv6WithoutBrackets, text)
                    : Problem(TargetProblemKind.PortMalformed, port);
            }

            if (port.IsEmpty)
            {
                return Problem(TargetProblemKind.PortMalformed, "");
            }
        }

        return null;
    }

    private static TargetProblem? ReadHost(ReadOnlySpan<char> text, bool bracketed, out string host, out IPAddress? address)
    {
        host = "";
        address = null;
        if (text.IsEmpty)
        {
            return Problem(TargetProblemKind.HostMissing, "");
        }

        if (bracketed)
        {
            // In a URI the zone's percent sign is itself encoded (RFC 6874): fe80::1%25eth0.
            int zone = text.IndexOf("%25", StringComparison.Ordinal);
            if (zone > 0)
            {
                text = string.Concat(text[..zone], "%", text[(zone + 3)..]);
            }

            if (!text.Contains(':') || !IPAddress.TryParse(text, out address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return Problem(TargetProblemKind.IPv6Malformed, text);
            }

            if (text.Contains('%') && address.ScopeId == 0)
            {
                return Problem(TargetProblemKind.ZoneUnknown, text[(text.IndexOf('%') + 1)..]);
            }

            host = address.ToString();
            return null;
        }

        if (LooksLikeIPv4(text))
        {
            // "127.1" and "010.0.0.1" mean different addresses to different programs; only four plain decimal numbers mean one.
            if (!IPAddress.TryParse(text, out address) || !text.SequenceEqual(address.ToString()))
            {
                address = null;
                return Problem(TargetProblemKind.IPv4Malformed, text);
            }

            host = address.ToString();
            return null;
        }

        if (text.Length > MaxHostLength + 1)
        {
            return Problem(TargetProblemKind.HostTooLong, text);
        }

        return ReadName(text, out host);
    }

    private static TargetProblem? ReadName(ReadOnlySpan<char> text, out string host)
    {
        // Before encoding: capitals encode to other letters than small ones.
        host = text.ToString().ToLowerInvariant();
        if (!Ascii.IsValid(text))
        {
            try
            {
                host = new IdnMapping { AllowUnassigned = true }.GetAscii(host);
            }
            catch (ArgumentException)
            {
                return Problem(TargetProblemKind.HostMalformed, text);
            }
        }

        ReadOnlySpan<char> name = host.AsSpan().TrimEnd('.');
        if (name.Length > MaxHostLength)
        {
            return Problem(TargetProblemKind.HostTooLong, text);
        }

        if (name.IsEmpty || host.Length - name.Length > 1 || name.ContainsAnyExcept(HostCharacters))
        {
            return Problem(TargetProblemKind.HostMalformed, text);
        }

        foreach (Range range in name.Split('.'))
        {
            ReadOnlySpan<char> label = name[range];
            if (label.Length > MaxLabelLength)
            {
                return Problem(TargetProblemKind.HostTooLong, text);
            }

            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            {
                return Problem(TargetProblemKind.HostMalformed, text);
            }
        }

        return null;
    }

    private static TargetProblem? ReadPort(ReadOnlySpan<char> text, TargetScheme scheme, out int port)
    {
        port = scheme.DefaultPort;
        if (text.IsEmpty)
        {
            return port == 0 ? Problem(TargetProblemKind.PortMissing, scheme.Name) : null;
        }

        ReadOnlySpan<char> digits = text[0] == '-' ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return Problem(TargetProblemKind.PortMalformed, text);
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > ushort.MaxValue)
        {
            return Problem(TargetProblemKind.PortOutOfRange, text);
        }

        return null;
    }

    private static TargetProblem? ReadPath(ReadOnlySpan<char> tail, out string path, out string query)
    {
        int fragment = tail.IndexOf('#');
        tail = fragment < 0 ? tail : tail[..fragment];
        int question = tail.IndexOf('?');
        path = Escape(question < 0 ? tail : tail[..question]);
        query = question < 0 ? "" : Escape(tail[question..]);
        if (path.Length == 0)
        {
            path = "/";
        }

        return null;
    }

    /// <summary>Percent-encodes what may not stand in a request line, and leaves everything else as it was written.</summary>
    private static string Escape(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange('!', '~') && !text.Contains('\\'))
        {
            return text.ToString();
        }

        var escaped = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(text.ToString()))
        {
            _ = b is >= (byte)'!' and <= (byte)'~' and not (byte)'\\' ? escaped.Append((char)b) : escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return escaped.ToString();
    }

    private static bool LooksLikeIPv4(ReadOnlySpan<char> text)
    {
        // The last label decides: no top-level domain is all digits (RFC 1123, section 2.1).
        ReadOnlySpan<char> name = text.TrimEnd('.');
        ReadOnlySpan<char> last = name[(name.LastIndexOf('.') + 1)..];
        return !last.IsEmpty && !last.ContainsAnyExceptInRange('0', '9');
    }

    private static TargetProblem Problem(TargetProblemKind kind, ReadOnlySpan<char> value) =>
        new() { Kind = kind, Value = Shorten(HideValues(value.ToString()), 60) };

    private static string Shorten(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}
