using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>Which proxy a connection goes through: none, the one that the environment or the system sets, or a named one.</summary>
/// <remarks>
/// Written <c>none</c>, or as a URI: <c>http://host:3128</c>, <c>https://</c>, <c>socks4://</c>, <c>socks4a://</c>, <c>socks5://</c> or <c>socks5h://</c>.
/// User information is used when the proxy asks for it, and never shown.
/// </remarks>
public sealed record ConnectionProxy
{
    /// <summary>The schemes of a named proxy, with the port where none is written.</summary>
    private static readonly (string Scheme, int Port)[] Schemes =
        [("http", 80), ("https", 443), ("socks4", 1080), ("socks4a", 1080), ("socks5", 1080), ("socks5h", 1080)];

    private readonly string _text;

    private ConnectionProxy(string text) => _text = text;

    /// <summary>No proxy: the target is dialled directly, whatever is configured.</summary>
    public static ConnectionProxy None { get; } = new("none");

    /// <summary>What .NET's HTTP client would use for an HTTP or WebSocket target; no proxy for any other. The default.</summary>
    public static ConnectionProxy Automatic { get; } = new("automatic");

    /// <summary>The scheme in lower case; <see langword="null"/> when no proxy is named.</summary>
    public string? Scheme { get; private init; }

    /// <summary>The proxy's host, a name or an address without brackets; <see langword="null"/> when no proxy is named.</summary>
    public string? Host { get; private init; }

    /// <summary>The proxy's port, 1 to 65535; 0 when no proxy is named.</summary>
    public int Port { get; private init; }

    /// <summary>The name for the proxy's authentication. Never for display.</summary>
    internal string? User { get; private init; }

    /// <summary>The password for the proxy's authentication. Never for display.</summary>
    internal string? Password { get; private init; }

    /// <summary>Reads a proxy.</summary>
    /// <param name="text"><c>none</c>, or a URI; without a scheme it is <c>http://</c>.</param>
    /// <returns>The proxy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The text is not a proxy; the message says how one is written, and does not repeat the text, which may hold a password.</exception>
    public static ConnectionProxy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ConnectionProxy? proxy)
            ? proxy
            : throw new FormatException(
                "This is not a proxy: 'none', or http://host:3128, https://host:443, socks4://host:1080, socks4a://host:1080, socks5://host:1080 or socks5h://host:1080.");
    }

    /// <summary>Reads a proxy.</summary>
    /// <param name="text"><c>none</c>, or a URI; without a scheme it is <c>http://</c>.</param>
    /// <param name="proxy">The proxy, or <see langword="null"/> when the text is none.</param>
    /// <returns>Whether the text is a proxy.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ConnectionProxy? proxy)
    {
        proxy = null;
        string rest = text?.Trim() ?? "";
        if (rest.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            proxy = None;
            return true;
        }

        int schemeEnd = rest.IndexOf("://", StringComparison.Ordinal);
        // A password may hold "://": before the last @ it is no end of a scheme when what stands before is none.
        string scheme = schemeEnd < 0 ? "http" : rest[..schemeEnd].ToLowerInvariant();
        int index = Array.FindIndex(Schemes, known => known.Scheme == scheme);
        if (index < 0)
        {
            return false;
        }

        rest = schemeEnd < 0 ? rest : rest[(schemeEnd + 3)..];
        int at = rest.LastIndexOf('@');
        (string? user, string? password) = at < 0 ? (null, null) : SplitUser(rest[..at]);
        // Raw passwords with a slash are in use, as curl and .NET take them; the host begins after the last @.
        if (!SplitHost(rest[(at + 1)..].TrimEnd('/'), Schemes[index].Port, out string host, out int port))
        {
            return false;
        }

        proxy = Named(scheme, host, port, user, password);
        return true;
    }

    /// <summary>The proxy without user information: <c>socks5://127.0.0.1:1080</c>, <c>none</c> or <c>automatic</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text;

    internal static ConnectionProxy Named(string scheme, string host, int port, string? user, string? password)
    {
        string shown = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new ConnectionProxy(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{shown}:{port}"))
        {
            Scheme = scheme,
            Host = host,
            Port = port,
            User = user,
            Password = password,
        };
    }

    private static (string User, string Password) SplitUser(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (Uri.UnescapeDataString(text), "")
            : (Uri.UnescapeDataString(text[..colon]), Uri.UnescapeDataString(text[(colon + 1)..]));
    }

    private static bool SplitHost(string text, int defaultPort, out string host, out int port)
    {
        port = defaultPort;
        host = text;
        int bracket = text.IndexOf(']', StringComparison.Ordinal);
        int colon = text.IndexOf(':', Math.Max(bracket, 0));
        if (colon >= 0)
        {
            host = text[..colon];
            if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
            {
                return false;
            }
        }

        if (bracket > 0)
        {
            host = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : "";
            return IPAddress.TryParse(host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        }

        host = host.ToLowerInvariant();
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
