using System.Globalization;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Which proxy the environment's variables give a target, as .NET 10 and as curl read them. Pure: variables in, choice out.</summary>
internal static class EnvironmentProxies
{
    private static readonly string[] HttpClientSchemes = ["http", "https", "socks4a", "socks4", "socks5"];

    private static readonly string[] CurlSchemes = ["http", "https", "socks4a", "socks4", "socks5h", "socks5"];

    /// <summary>
    /// As .NET's HttpEnvironmentProxy has it: the scheme's variable before the one for all, lower case before upper case, and no <c>HTTP_PROXY</c> in a CGI process,
    /// where a client's header <c>Proxy</c> would set it. WebSocket takes the variable of http or https.
    /// </summary>
    public static (string Variable, Uri Proxy)? ForHttpClient(bool usesTls, string host, Func<string, string?> variables)
    {
        string[] names = usesTls ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] : ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
        foreach (string name in names)
        {
            if (name == "HTTP_PROXY" && variables("GATEWAY_INTERFACE") is not null)
            {
                continue;
            }

            if (ReadAsHttpClient(variables(name)) is { } proxy)
            {
                return NoProxyRules.FindInHttpClient(variables("no_proxy") ?? variables("NO_PROXY"), host) is null ? (name, proxy) : null;
            }
        }

        return null;
    }

    /// <summary>As curl has it (lib/url.c, detect_proxy): like .NET, but <c>http_proxy</c> in lower case only, whoever the process is.</summary>
    public static (string Variable, ConnectionProxy Proxy)? ForCurl(bool usesTls, string host, Func<string, string?> variables)
    {
        string[] names = usesTls ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] : ["http_proxy", "all_proxy", "ALL_PROXY"];
        foreach (string name in names)
        {
            if (variables(name) is { Length: > 0 } value)
            {
                return NoProxyRules.FindInCurl(CurlNoProxy(variables).Value, host) is null && ReadAsCurl(value) is { } proxy ? (name, proxy) : null;
            }
        }

        return null;
    }

    /// <summary>What <c>NO_PROXY</c> says of a host; <see langword="null"/> when it is not set.</summary>
    public static NoProxyEvidence? ReadNoProxy(string host, Func<string, string?> variables)
    {
        string? variable = variables("no_proxy") is not null ? "no_proxy" : variables("NO_PROXY") is not null ? "NO_PROXY" : null;
        return variable is null ? null : new NoProxyEvidence
        {
            Variable = variable,
            HttpClientEntry = NoProxyRules.FindInHttpClient(variables(variable), host),
            CurlEntry = NoProxyRules.FindInCurl(CurlNoProxy(variables).Value, host),
        };
    }

    /// <summary>A value as .NET takes it: host, port 80 (443 for https) where none is written; socks5h and blanks in front are not known, and mean no proxy.</summary>
    public static Uri? ReadAsHttpClient(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        string scheme = Array.Find(HttpClientSchemes, known => value.StartsWith(known + "://", StringComparison.OrdinalIgnoreCase)) ?? "";
        string rest = scheme.Length == 0 ? value : value[(scheme.Length + 3)..];
        scheme = scheme.Length == 0 ? "http" : scheme;
        int at = rest.LastIndexOf('@');
        string userInfo = at < 0 ? "" : rest[..(at + 1)];
        rest = rest[(at + 1)..];
        int colon = rest.LastIndexOf(':');
        int port = scheme == "https" ? 443 : 80;
        if (colon > rest.IndexOf(']', StringComparison.Ordinal) && colon >= 0)
        {
            int end = colon + 1;
            while (end < rest.Length && char.IsAsciiDigit(rest[end]))
            {
                end++;
            }

            if (!ushort.TryParse(rest.AsSpan(colon + 1, end - colon - 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort written))
            {
                return null;
            }

            port = written;
            rest = rest[..colon];
        }

        // A scheme that is not known stands where the host should, and makes it none.
        return rest.Length > 0 && !rest.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{Escaped(userInfo)}{rest}:{port}"), UriKind.Absolute, out Uri? uri)
            ? uri
            : null;
    }

    /// <summary>A value as curl takes it: port 1080 where none is written (443 for https), and socks5h is known.</summary>
    public static ConnectionProxy? ReadAsCurl(string value)
    {
        string? scheme = Array.Find(CurlSchemes, known => value.StartsWith(known + "://", StringComparison.OrdinalIgnoreCase));
        if (scheme is null && value.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        bool hasPort = value[(value.LastIndexOfAny(['@', ']', '/']) + 1)..].Contains(':', StringComparison.Ordinal)
            || value.TrimEnd('/') is var trimmed && trimmed[(trimmed.LastIndexOfAny(['@', ']', '/']) + 1)..].Contains(':', StringComparison.Ordinal);
        return !ConnectionProxy.TryParse(value, out ConnectionProxy? proxy) || proxy.Scheme is null ? null
            : !hasPort && proxy.Scheme == "http" ? ConnectionProxy.Named("http", proxy.Host!, 1080, proxy.User, proxy.Password)
            : proxy;
    }

    /// <summary>curl takes an empty variable for one that is not set.</summary>
    private static (string Variable, string? Value) CurlNoProxy(Func<string, string?> variables) =>
        variables("no_proxy") is { Length: > 0 } lower ? ("no_proxy", lower) : ("NO_PROXY", variables("NO_PROXY"));

    /// <summary>User names and passwords stand there raw or percent-encoded; both are taken.</summary>
    private static string Escaped(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return "";
        }

        string raw = Uri.UnescapeDataString(userInfo[..^1]);
        int colon = raw.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Uri.EscapeDataString(raw) + "@"
            : $"{Uri.EscapeDataString(raw[..colon])}:{Uri.EscapeDataString(raw[(colon + 1)..])}@";
    }
}
