using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of the evidence.</summary>
internal static class EvidenceReading
{
    /// <summary>How container software names its bridges: Docker, Podman, CNI plug-ins, Flannel, Calico, LXC.</summary>
    private static readonly string[] ContainerBridges = ["docker", "br-", "podman", "cni", "flannel", "cali", "lxc"];

    /// <summary>The endpoint that failed, or the first one: what a sentence calls "the server".</summary>
    public static string EndPoint(this ConnectionEvidence evidence)
    {
        IPAddress? address = evidence.FirstFailure()?.Address ?? evidence.Connect.Value?.ConnectedAddress ?? evidence.Target.Address;
        return address is null
            ? $"{evidence.Target.Host}:{evidence.Target.Port}"
            : new IPEndPoint(address, evidence.Target.Port).ToString();
    }

    public static ConnectAttempt? FirstFailure(this ConnectionEvidence evidence)
    {
        foreach (ConnectAttempt attempt in evidence.Attempts())
        {
            if (!attempt.Connected)
            {
                return attempt;
            }
        }

        return null;
    }

    public static IReadOnlyList<ConnectAttempt> Attempts(this ConnectionEvidence evidence) => evidence.Connect.Value?.Attempts ?? [];

    public static RouteToAddress? RouteTo(this ConnectionEvidence evidence, IPAddress address)
    {
        foreach (RouteToAddress route in evidence.Routes.Value?.Routes ?? [])
        {
            if (route.Address.Equals(address))
            {
                return route;
            }
        }

        return null;
    }

    /// <summary>Whether every address that was dialled belongs to this machine.</summary>
    public static bool IsOwnMachine(this ConnectionEvidence evidence) =>
        evidence.Routes.Value is { Routes.Count: > 0 } routes && routes.Routes.All(route => route.IsOwn);

    /// <summary>This machine's listeners on the dialled port, or <see langword="null"/> when the table could not be read.</summary>
    public static IReadOnlyList<Listener>? ListenersOnPort(this ConnectionEvidence evidence) =>
        evidence.Listeners.Value?.Listeners.Where(listener => listener.Port == evidence.Target.Port).ToList();

    /// <summary>Whether a listener would take a connection to any of the dialled addresses; <see langword="null"/> when that cannot be told.</summary>
    public static bool? IsServedHere(this ConnectionEvidence evidence, IReadOnlyList<Listener> listeners)
    {
        bool unknown = false;
        foreach (ConnectAttempt attempt in evidence.Attempts())
        {
            foreach (Listener listener in listeners)
            {
                switch (listener.Serves(attempt.Address))
                {
                    case true:
                        return true;
                    case null:
                        unknown = true;
                        break;
                }
            }
        }

        return unknown ? null : false;
    }

    /// <summary>All exchanges in which something was said to the server.</summary>
    public static IEnumerable<ProtocolExchange> Exchanges(this ConnectionEvidence evidence) =>
        evidence.Protocol.Value is { } protocol ? protocol.Others.Prepend(protocol.Own) : [];

    /// <summary>What the server was seen to speak: the most telling of all exchanges.</summary>
    public static string? Detected(this ConnectionEvidence evidence) =>
        // A page that asks for TLS, from a server that did not take up ours.
        evidence.Target.UsesTls && evidence.Exchanges().Any(exchange => exchange.SaysTlsExpected()) ? WireProtocol.Tls
        : evidence.DetectedIn()?.Detected ?? evidence.DetectedByTls();

    /// <summary>The exchange that shows what the server speaks. TLS says more than the page that asks for it, a name more than "text" or "echo".</summary>
    public static ProtocolExchange? DetectedIn(this ConnectionEvidence evidence)
    {
        if (!evidence.Target.UsesTls && evidence.Exchanges().FirstOrDefault(exchange => exchange.Detected == WireProtocol.Tls) is { } tls)
        {
            return tls;
        }

        ProtocolExchange? vague = null;
        foreach (ProtocolExchange exchange in evidence.Exchanges())
        {
            if (exchange.Detected is WireProtocol.Text or WireProtocol.Echo or WireProtocol.LengthPrefixed)
            {
                vague ??= exchange;
            }
            else if (exchange.Detected is not null)
            {
                return exchange;
            }
        }

        return vague;
    }

    /// <summary>Whether an answer is all that the target's scheme needs (causes.md, Outcomes: connected).</summary>
    public static bool ServesTarget(this ConnectionEvidence evidence, ProtocolExchange exchange) => evidence.Target.Protocol switch
    {
        null => true,
        WireProtocol.WebSocket => exchange.WebSocket is { IsValid: true },
        WireProtocol.Http => exchange.Http is not null && !exchange.SaysWrongScheme(),
        { } protocol => exchange.Detected == protocol && !exchange.SaysFull(),
    };

    /// <summary>Whether a server says in its own words that it takes no more clients (HTTP's 503 is for gateways as well, and has a cause of its own).</summary>
    public static bool SaysFull(this ProtocolExchange exchange)
    {
        ReadOnlySpan<byte> received = exchange.Received.Span;
        return exchange.Detected switch
        {
            WireProtocol.Redis => received.StartsWith("-ERR max number of clients"u8),
            // Error packet 1040 or 1203, little-endian (MySQL error reference: ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS).
            WireProtocol.MySql => received is [_, _, 0, 0, 0xFF, 0x10 or 0xB3, 0x04, ..],
            // RFC 5321, section 3.8: 421, service not available, closing.
            WireProtocol.Smtp => received.StartsWith("421"u8),
            // SQLSTATE 53300, too_many_connections.
            WireProtocol.PostgreSql => received.IndexOf("C53300"u8) >= 0,
            _ => false,
        };
    }

    /// <summary>Whether an HTTP answer says that TLS was expected: 426 with an offer of TLS, or the well-known pages of TLS ports.</summary>
    public static bool SaysWrongScheme(this ProtocolExchange exchange) =>
        exchange.Http is { Status: 426 } || exchange.SaysTlsExpected();

    /// <summary>Whether an HTTP answer is one of the well-known pages "plain HTTP request was sent to HTTPS port" (nginx, Apache, Go, Tomcat, HAProxy).</summary>
    public static bool SaysTlsExpected(this ProtocolExchange exchange)
    {
        if (exchange.Http is not { Status: 400 or 497 })
        {
            return false;
        }

        string page = System.Text.Encoding.Latin1.GetString(exchange.Received.Span);
        return page.Contains("plain HTTP request was sent to HTTPS port", StringComparison.OrdinalIgnoreCase)
            || page.Contains("speaking plain HTTP to an SSL-enabled server port", StringComparison.OrdinalIgnoreCase)
            || page.Contains("HTTP request to an HTTPS server", StringComparison.OrdinalIgnoreCase)
            || page.Contains("requires TLS", StringComparison.OrdinalIgnoreCase);
    }

    public static bool AllAttemptsFailedWith(this ConnectionEvidence evidence, SocketError error) =>
        evidence.Attempts() is { Count: > 0 } attempts && attempts.All(attempt => attempt.Error == error);

    /// <summary>The first attempt that was refused by a reset: by a host, or by something that answers for it, but not by ICMP.</summary>
    public static ConnectAttempt? RefusedByReset(this ConnectionEvidence evidence)
    {
        foreach (ConnectAttempt attempt in evidence.Attempts())
        {
            if (attempt.SelfConnected || (attempt.Error == SocketError.ConnectionRefused && attempt.IcmpErrors is null or { Count: 0 }))
            {
                return attempt;
            }
        }

        return null;
    }

    /// <summary>Whether this machine's addresses are known, so that somebody else's can be told from them.</summary>
    public static bool KnowsOwnAddresses(this ConnectionEvidence evidence) => evidence.Environment.Value is { Addresses.Count: > 0 };

    /// <summary>All ICMP errors that came back, in the order of the attempts.</summary>
    public static IEnumerable<IcmpError> IcmpErrors(this ConnectionEvidence evidence) =>
        evidence.Attempts().SelectMany(attempt => attempt.IcmpErrors ?? []);

    /// <summary>Whether an address belongs to this machine.</summary>
    public static bool IsOwnAddress(this ConnectionEvidence evidence, IPAddress address) =>
        IPAddress.IsLoopback(address) || evidence.Environment.Value?.Addresses.Any(own => own.Address.Equals(address)) == true;

    /// <summary>Whether an interface other than loopback is up and has an address; <see langword="null"/> when that cannot be told.</summary>
    public static bool? HasNetwork(this ConnectionEvidence evidence) =>
        evidence.Environment.Value is { Addresses.Count: > 0 } environment
            ? environment.Addresses.Any(own => own.IsUp && !IPAddress.IsLoopback(own.Address) && !own.Address.IsIPv6LinkLocal)
            : null;

    /// <summary>Whether one of the addresses is among the expected ones, or none are expected.</summary>
    public static bool IsExpected(this ConnectionEvidence evidence, IEnumerable<IPAddress> addresses) =>
        evidence.Settings.ExpectedAddresses is not { Count: > 0 } expected
        || addresses.Any(address => expected.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)));

    /// <summary>Whether the target is loopback and this process runs in a container, where that means the container.</summary>
    public static bool LoopbackInContainer(this ConnectionEvidence evidence) =>
        evidence.Environment.Value is { InContainer: true } && evidence.Routes.Value is { Routes: { Count: > 0 } routes }
        && routes.All(route => route.Scope == AddressScope.Loopback);

    /// <summary>Whether an address of this machine other than loopback was dialled, and container software may forward its ports elsewhere.</summary>
    public static bool MayForwardToContainers(this ConnectionEvidence evidence) =>
        evidence.Routes.Value is { } routes && routes.Routes.Any(route => route.Scope != AddressScope.Loopback)
        && evidence.Environment.Value is { } environment
        && environment.Addresses.Any(own => ContainerBridges.Any(prefix => own.Interface.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The target with another address and port: what to dial instead.</summary>
    public static string TargetAt(this ConnectionEvidence evidence, IPEndPoint endPoint) =>
        $"{evidence.Target.Scheme}://{endPoint}{evidence.Target.Path}";

    /// <summary>The target with another scheme.</summary>
    public static string TargetWithScheme(this ConnectionEvidence evidence, string scheme)
    {
        string text = evidence.Target.Text;
        int end = text.IndexOf("://", StringComparison.Ordinal);
        return scheme + text[end..];
    }

    /// <summary>What the client speaks, by the name that people use.</summary>
    public static object ProtocolName(this ConnectionEvidence evidence) =>
        evidence.Target.Protocol is { } protocol ? Texts.ProtocolNames.Of(protocol) : evidence.Target.UsesTls ? "TLS" : "TCP";

    /// <summary>Listeners as a sentence has them: <c>127.0.0.1:8080 node (pid 4121)</c>.</summary>
    public static string[] Describe(this IEnumerable<Listener> listeners) =>
        [.. listeners.Select(listener => listener.Process is { } process
            ? $"{new IPEndPoint(listener.Address, listener.Port)} {process}"
            : new IPEndPoint(listener.Address, listener.Port).ToString())];

    /// <summary>The answer to a WebSocket handshake that was not a valid 101; <see langword="null"/> when there is none.</summary>
    public static ProtocolExchange? HandshakeAnswer(this ConnectionEvidence evidence) =>
        evidence.Target.Protocol == WireProtocol.WebSocket && evidence.Protocol.Value?.Own is { Http: not null } own && !evidence.ServesTarget(own)
        && evidence.Detected() != WireProtocol.Tls
            ? own
            : null;

    /// <summary>Whether what was detected is what the client speaks. A WebSocket handshake is HTTP.</summary>
    public static bool SpeaksTarget(this ConnectionEvidence evidence, string? detected) => evidence.Target.Protocol switch
    {
        null => false,
        WireProtocol.Http or WireProtocol.WebSocket => detected is WireProtocol.Http or WireProtocol.WebSocket,
        { } protocol => detected == protocol,
    };

    /// <summary>Whether what was detected is what the client speaks, but for TLS.</summary>
    public static bool SpeaksWithoutTls(this ConnectionEvidence evidence, string? detected) =>
        evidence.Target.Protocol is null ? detected is not null and not WireProtocol.Tls : evidence.SpeaksTarget(detected);

    /// <summary>Whether the server's clock, by its <c>Date</c> header, agrees with ours to the day; <see langword="null"/> when it told none.</summary>
    public static bool? ClockAgreesWithServer(this ConnectionEvidence evidence) =>
        DateTimeOffset.TryParseExact(
            evidence.Protocol.Value?.Own.Http?.Header("date"), "r", System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? (date - evidence.Time).Duration() < TimeSpan.FromDays(1)
            : null;

    /// <summary>Whether the server keeps a silent connection open and closes one on which something is said: it is alive, and dislikes the words.</summary>
    public static bool ClosesOnWords(this ConnectionEvidence evidence) =>
        evidence.Exchanges().Any(exchange => exchange is { Spoken: null, Result: ExchangeResult.Silent })
        && evidence.Exchanges().Any(exchange => exchange is { Spoken: not null, Result: ExchangeResult.Closed or ExchangeResult.Reset });

    /// <summary>How long the TLS stage took.</summary>
    public static TimeSpan TlsDuration(this ConnectionEvidence evidence) =>
        evidence.Timings.FirstOrDefault(timing => timing.Stage == Stage.Tls)?.Duration ?? TimeSpan.Zero;

    /// <summary>The name servers that answered at all.</summary>
    public static IEnumerable<NameServerAnswer> Answered(this NameEvidence names) =>
        names.NameServers.Where(answer => answer.Result != NameServerResult.NoAnswer);

    /// <summary>The addresses of the name servers that gave one kind of answer.</summary>
    public static IPAddress[] ServersThat(this NameEvidence names, NameServerResult result) =>
        [.. names.NameServers.Where(answer => answer.Result == result).Select(answer => answer.Server.Address)];

    private static string? DetectedByTls(this ConnectionEvidence evidence) => evidence.Tls.Value?.Result switch
    {
        TlsResult.Succeeded or TlsResult.CertificateInvalid or TlsResult.Alert or TlsResult.ClosedMidway or TlsResult.TimedOutMidway => WireProtocol.Tls,
        _ => null,
    };
}
