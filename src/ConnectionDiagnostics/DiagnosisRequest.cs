using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics;

/// <summary>What to diagnose, and within which limits.</summary>
public sealed record DiagnosisRequest
{
    /// <summary>The default of <see cref="Timeout"/>: 10 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _timeout = DefaultTimeout;
    private readonly TimeSpan _maxAge;

    /// <summary>What is being connected to.</summary>
    public required ConnectionTarget Target { get; init; }

    /// <summary>The exception that the application caught, if there is one: the diagnosis starts from what already failed.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The time for everything, from when its turn has come (<see cref="ConnectionDiagnoserOptions.MaxConcurrentDiagnoses"/>). The connect stage takes at most two fifths of it, and at most 4 seconds.</summary>
    /// <value>More than zero and at most 10 minutes; the default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan Timeout
    {
        get => _timeout;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(Timeout));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(10), nameof(Timeout));
            _timeout = value;
        }
    }

    /// <summary>
    /// How old a diagnosis of the same target, settings and failure may be to be given instead of a new one. Whoever would share its result also
    /// shares a diagnosis that is running.
    /// </summary>
    /// <value>From zero to one day; the default is zero: a diagnosis of its own.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan MaxAge
    {
        get => _maxAge;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(MaxAge));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), nameof(MaxAge));
            _maxAge = value;
        }
    }

    /// <summary>The addresses that the name should resolve to. A name that resolves to none of them points elsewhere.</summary>
    /// <value>Single addresses are networks of full prefix length. The default is empty: any address will do.</value>
    public IReadOnlyList<IPNetwork> ExpectedAddresses { get; init; } = [];

    /// <summary>The local address that the application binds its sockets to.</summary>
    /// <value>The default is <see langword="null"/>: the system chooses.</value>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>The address family that the application's sockets have: a name's addresses of the other one are left out, unless it has no more than those.</summary>
    /// <value>The default is <see langword="null"/>: both.</value>
    public AddressFamily? AddressFamily { get; init; }

    /// <summary>The name that the TLS client asks for (SNI, RFC 6066, section 3) and that the certificate has to be made out to.</summary>
    /// <value>The default is <see langword="null"/>: the target's host.</value>
    public string? TlsServerName { get; init; }

    /// <summary>What the TLS client offers to speak (ALPN, RFC 7301).</summary>
    /// <value>Empty for an offer of nothing. The default is <see langword="null"/>: what is usual for the target's scheme.</value>
    public IReadOnlyList<SslApplicationProtocol>? ApplicationProtocols { get; init; }

    /// <summary>
    /// The proxy that the connection goes through. With a named one, that way decides; with <see cref="ConnectionProxy.Automatic"/> the one that
    /// .NET's HTTP client would use for an http, https, ws or wss target, and no other target goes through a proxy. The direct way is measured as well, to compare.
    /// </summary>
    /// <value>The default is <see cref="ConnectionProxy.Automatic"/>.</value>
    public ConnectionProxy Proxy { get; init; } = ConnectionProxy.Automatic;

    /// <summary>How far the diagnosis goes.</summary>
    /// <value>The default is <see cref="DiagnosisDepth.Normal"/>.</value>
    public DiagnosisDepth Depth { get; init; }

    /// <summary>The language of all sentences in the diagnosis. English, German and Simplified Chinese are there; others fall back to English.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="CultureInfo.CurrentUICulture"/>.</value>
    public CultureInfo? Culture { get; init; }

    /// <summary>The exception by its type alone: messages of exceptions may hold secrets.</summary>
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Target = {Target}, Exception = {Exception?.GetType().FullName}, Timeout = {Timeout}, Proxy = {Proxy}, Depth = {Depth}");
        return true;
    }
}
