using System.Globalization;
using System.Text;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of what was said to the server and what it answered.</summary>
internal static class ExchangeReading
{
    private static readonly string[] ReverseProxies = ["nginx", "openresty", "tengine", "apache", "haproxy", "envoy", "traefik", "caddy"];

    /// <summary>All exchanges in which something was said to the server.</summary>
    public static IEnumerable<ProtocolExchange> Exchanges(this ConnectionEvidence evidence) =>
        evidence.Protocol.Value is { } protocol ? protocol.Others.Prepend(protocol.Own) : [];

    /// <summary>What the server was seen to speak: the most telling of all exchanges.</summary>
    public static string? Detected(this ConnectionEvidence evidence) =>
        // A page that asks for TLS, from a server that did not take up ours.
        evidence.WantsTlsByItsOwnWord() ? WireProtocol.Tls
        : evidence.DetectedIn()?.Detected ?? evidence.DetectedByTls();

    /// <summary>The exchange that shows what the server speaks. TLS says more than the page that asks for it, a name more than "text" or "echo".</summary>
    public static ProtocolExchange? DetectedIn(this ConnectionEvidence evidence)
    {
        if (!evidence.Target.UsesTls && evidence.Exchanges().FirstOrDefault(exchange => exchange.Detected == WireProtocol.Tls) is { } tls)
        {
            return tls;
        }

        ProtocolExchange? best = null;
        foreach (ProtocolExchange exchange in evidence.Exchanges())
        {
            if (Rank(exchange) > Rank(best))
            {
                best = exchange;
            }
        }

        return best;
    }

    /// <summary>How much an exchange says: what is inside TLS more than TLS, an upgrade more than HTTP, a certain name more than a probable one, any name more than "text" or "echo".</summary>
    private static int Rank(ProtocolExchange? exchange) => exchange switch
    {
        null or { Detected: null } => 0,
        { Detected: WireProtocol.Text or WireProtocol.Echo or WireProtocol.LengthPrefixed } => 1,
        { IsProbable: true } => 2,
        { Detected: WireProtocol.WebSocket } or { Detected: WireProtocol.Http2, InsideTls: true } => 4,
        _ => 3,
    };

    /// <summary>Whether an answer is all that the target's scheme needs (causes.md, Outcomes: connected).</summary>
    public static bool ServesTarget(this ConnectionEvidence evidence, ProtocolExchange exchange) => evidence.Target.Protocol switch
    {
        null => true,
        WireProtocol.WebSocket => exchange.WebSocket is { IsValid: true },
        WireProtocol.Http when exchange is { Detected: WireProtocol.Http2, InsideTls: true } => evidence.Tls.Value?.ApplicationProtocol == "h2",
        WireProtocol.Http => exchange.Http is not null && evidence.SpeaksTarget(exchange.Detected) && !exchange.SaysWrongScheme()
            && exchange.End is not (AnswerEnd.TimeUp or AnswerEnd.TooLong),
        { } protocol => exchange.Detected == protocol && !exchange.SaysFull() && !exchange.SaysNo(),
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
            // RFC 5321, section 3.8, and RFC 959, section 4.2: 421, service not available, closing; why, only the words say.
            WireProtocol.Smtp or WireProtocol.Ftp => (received.StartsWith("421"u8) || received.StartsWith("530"u8)) && SpeaksOfNumbers(received),
            // SQLSTATE 53300, too_many_connections.
            WireProtocol.PostgreSql => received.IndexOf("C53300"u8) >= 0,
            WireProtocol.Irc => received.StartsWith("ERROR :"u8) && SpeaksOfNumbers(received),
            // sshd.c of OpenSSH, drop_connection.
            WireProtocol.Ssh => received.StartsWith("Exceeded MaxStartups"u8),
            WireProtocol.Nats => received.StartsWith("-ERR"u8) && received.IndexOf("maximum connections"u8) >= 0,
            WireProtocol.Memcached => received.StartsWith("ERROR Too many open"u8),
            _ => false,
        };
    }

    /// <summary>Whether a refusal is for the number of clients: "too many", "maximum number", "limit".</summary>
    private static bool SpeaksOfNumbers(ReadOnlySpan<byte> words)
    {
        string text = Encoding.Latin1.GetString(words);
        return text.Contains("too many", StringComparison.OrdinalIgnoreCase) || text.Contains("maxim", StringComparison.OrdinalIgnoreCase)
            || text.Contains("limit", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether a server of a protocol turns the client away in its own words before any login, and not because it is full. What it says to words of another
    /// protocol is about those.
    /// </summary>
    public static bool SaysNo(this ProtocolExchange exchange)
    {
        ReadOnlySpan<byte> received = exchange.Received.Span;
        return !exchange.SaysFull() && (exchange.Spoken is null || exchange.Spoken == exchange.Detected) && exchange.Detected switch
        {
            // Protected mode: no password is set, and the client comes from elsewhere (redis.conf, protected-mode).
            WireProtocol.Redis => received.StartsWith("-DENIED"u8),
            // An error packet in the place of the greeting: 1130, host not allowed; 1129, host blocked.
            WireProtocol.MySql => received is [_, _, 0, 0, 0xFF, _, _, ..],
            // RFC 5321, section 3.1: 554 in the place of 220, or any other error. RFC 959, section 5.4: 421, 530, or vsftpd's 500.
            WireProtocol.Smtp or WireProtocol.Ftp => received is [(byte)'4' or (byte)'5', ..],
            // RFC 9051, section 7.1.5, and RFC 1939, section 3: the greeting that ends it.
            WireProtocol.Imap => received.StartsWith("* BYE"u8),
            WireProtocol.Pop3 => received.StartsWith("-ERR"u8),
            WireProtocol.Irc => received.StartsWith("ERROR :"u8),
            WireProtocol.Nats => received.StartsWith("-ERR"u8),
            // OpenSSH 9.8 and later, PerSourcePenalties.
            WireProtocol.Ssh => received.StartsWith("Not allowed at this time"u8),
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

        string page = Encoding.Latin1.GetString(exchange.Received.Span);
        return page.Contains("plain HTTP request was sent to HTTPS port", StringComparison.OrdinalIgnoreCase)
            || page.Contains("speaking plain HTTP to an SSL-enabled server port", StringComparison.OrdinalIgnoreCase)
            || page.Contains("HTTP request to an HTTPS server", StringComparison.OrdinalIgnoreCase)
            || page.Contains("requires TLS", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a server that did not take up our TLS says in plain that it expects TLS.</summary>
    public static bool WantsTlsByItsOwnWord(this ConnectionEvidence evidence) => evidence.Target.UsesTls && evidence.Exchanges().Any(exchange => exchange.SaysTlsExpected());

    /// <summary>Whether an answer is of a server that often stands before others, and forwards a handshake's Upgrade header only when it is told to.</summary>
    public static bool IsOfReverseProxy(this ProtocolExchange exchange) => exchange.Product is { } product
        && Array.Exists(ReverseProxies, name => product.Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The answer to a WebSocket handshake that was not a valid 101; <see langword="null"/> when there is none.</summary>
    public static ProtocolExchange? HandshakeAnswer(this ConnectionEvidence evidence) =>
        evidence.Target.Protocol == WireProtocol.WebSocket && evidence.Protocol.Value?.Own is { Http: not null } own && !evidence.ServesTarget(own)
        && !own.IsCutOff && own.End != AnswerEnd.TooLong && evidence.SpeaksTarget(own.Detected) && evidence.Detected() != WireProtocol.Tls
            ? own
            : null;

    /// <summary>Whether what was detected is what the client speaks. A WebSocket handshake is HTTP.</summary>
    public static bool SpeaksTarget(this ConnectionEvidence evidence, string? detected) => evidence.Target.Protocol switch
    {
        null => false,
        WireProtocol.Http or WireProtocol.WebSocket => detected is WireProtocol.Http or WireProtocol.WebSocket or WireProtocol.HttpProxy,
        { } protocol => detected == protocol,
    };

    /// <summary>Whether what was detected is what the client speaks, but for TLS.</summary>
    public static bool SpeaksWithoutTls(this ConnectionEvidence evidence, string? detected) =>
        evidence.Target.Protocol is null ? detected is not null and not WireProtocol.Tls : evidence.SpeaksTarget(detected);

    /// <summary>The time by the server's clock (<c>Date</c>, RFC 9110, section 6.6.1); <see langword="null"/> when it told none, or when its clock is ours.</summary>
    public static DateTimeOffset? ServerTime(this ConnectionEvidence evidence) =>
        !evidence.IsOwnMachine()
        && DateTimeOffset.TryParseExact(
            evidence.Protocol.Value?.Own.Http?.Header("date"), "r", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date
            : null;

    /// <summary>Whether the server keeps a silent connection open and closes one on which something is said: it is alive, and dislikes the words.</summary>
    public static bool ClosesOnWords(this ConnectionEvidence evidence) =>
        evidence.Exchanges().Any(exchange => exchange is { Spoken: null, Result: ExchangeResult.Silent })
        && evidence.Exchanges().Any(exchange => exchange is { Spoken: not null, Result: ExchangeResult.Closed or ExchangeResult.Reset });

    /// <summary>How long the TLS stage took.</summary>
    public static TimeSpan TlsDuration(this ConnectionEvidence evidence) =>
        evidence.Timings.FirstOrDefault(timing => timing.Stage == Stage.Tls)?.Duration ?? TimeSpan.Zero;

    private static string? DetectedByTls(this ConnectionEvidence evidence) => evidence.Tls.Value?.Result switch
    {
        TlsResult.Succeeded or TlsResult.CertificateInvalid or TlsResult.Alert or TlsResult.ClosedMidway or TlsResult.TimedOutMidway => WireProtocol.Tls,
        _ => null,
    };
}
