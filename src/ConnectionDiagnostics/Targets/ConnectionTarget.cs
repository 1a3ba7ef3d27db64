using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics;

/// <summary>What is being connected to: scheme, host, port and, for HTTP and WebSocket, the path.</summary>
/// <remarks>
/// Written <c>host:port</c> or <c>scheme://host[:port][/path][?query]</c>. User information
/// (<c>redis://:password@host</c>) is accepted and dropped; the query is sent and never shown.
/// </remarks>
public sealed record ConnectionTarget
{
    private readonly TargetScheme _scheme;
    private readonly string _query;
    private readonly string _text;

    private ConnectionTarget(TargetParts parts)
    {
        _scheme = parts.Scheme;
        _query = parts.Query ?? "";
        Host = parts.Host;
        Address = parts.Address;
        Port = parts.Port;
        Path = parts.Path ?? "";
        _text = Render();
    }

    private ConnectionTarget(string? text, TargetProblem problem)
    {
        _scheme = TargetScheme.Tcp;
        _query = "";
        _text = TargetReader.Redact(text);
        Host = "";
        Path = "";
        Problem = problem;
    }

    /// <summary>The scheme in lower case; <c>tcp</c> when none was written.</summary>
    public string Scheme => _scheme.Name;

    /// <summary>The host: a name in lower case and ASCII (RFC 5890), or an address without brackets. Empty when the target is invalid.</summary>
    public string Host { get; }

    /// <summary>The host as an address, when it is one.</summary>
    public IPAddress? Address { get; }

    /// <summary>The port, 1 to 65535: the one written, or the scheme's default. 0 when the target is invalid.</summary>
    public int Port { get; }

    /// <summary>The path for HTTP and WebSocket, beginning with a slash, without the query; empty for other schemes.</summary>
    public string Path { get; }

    /// <summary>Whether TLS starts with the first byte.</summary>
    public bool UsesTls => _scheme.Tls;

    /// <summary>Why the target cannot be used; <see langword="null"/> when it can.</summary>
    public TargetProblem? Problem { get; }

    /// <summary>Whether the target can be used.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsValid => Problem is null;

    internal bool HasQuery => _query.Length > 1;

    internal TargetScheme SchemeInfo => _scheme;

    /// <summary>Path and query as sent to the server. Never for display.</summary>
    internal string PathAndQuery => Path + _query;

    /// <summary>Host and port as a <c>Host</c> header has them (RFC 9110, section 7.2).</summary>
    internal string HostHeader
    {
        get
        {
            string host = BracketedHost(withoutZone: true);
            return Port == _scheme.DefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{Port}");
        }
    }

    /// <summary>Reads a target.</summary>
    /// <param name="text">The text: <c>host:port</c> or <c>scheme://host[:port][/path]</c>.</param>
    /// <returns>The target.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The text is not a target; the message says what is wrong and how it is written.</exception>
    public static ConnectionTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TargetReader.Read(text, out TargetParts parts) is { } problem ? throw new FormatException(problem.ToString()) : new ConnectionTarget(parts);
    }

    /// <summary>Reads a target.</summary>
    /// <param name="text">The text: <c>host:port</c> or <c>scheme://host[:port][/path]</c>.</param>
    /// <param name="target">The target, or <see langword="null"/> when the text is none.</param>
    /// <returns>Whether the text is a target.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ConnectionTarget? target)
    {
        target = TargetReader.Read(text, out TargetParts parts) is null ? new ConnectionTarget(parts) : null;
        return target is not null;
    }

    /// <summary>Reads a target that may be wrong: an unreadable text gives a target whose diagnosis is <c>invalid-target</c>.</summary>
    /// <param name="text">The text, from a command line or a list.</param>
    /// <returns>The target; see <see cref="IsValid"/>.</returns>
    public static ConnectionTarget ParseOrInvalid(string? text) =>
        TargetReader.Read(text, out TargetParts parts) is { } problem ? new ConnectionTarget(text, problem) : new ConnectionTarget(parts);

    /// <summary>The target of a URI that a client is given.</summary>
    /// <param name="uri">An absolute URI of a known scheme.</param>
    /// <returns>The target.</returns>
    /// <exception cref="FormatException">The URI is not a target; the message says why.</exception>
    public static ConnectionTarget FromUri(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return Parse(uri.OriginalString);
    }

    /// <summary>The target as people write it, without user information and with <c>?…</c> for a query.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text;

    private string Render()
    {
        string port = Port == _scheme.DefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        return $"{Scheme}://{BracketedHost(withoutZone: false)}{port}{Path}{(_query.Length > 0 ? "?…" : "")}";
    }

    private string BracketedHost(bool withoutZone)
    {
        if (Address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return Host;
        }

        int zone = withoutZone ? Host.IndexOf('%', StringComparison.Ordinal) : -1;
        return $"[{(zone < 0 ? Host : Host[..zone])}]";
    }
}
