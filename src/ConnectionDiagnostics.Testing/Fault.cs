using System.Net;
using System.Text;
using ConnectionDiagnostics.Testing.Peers;
using ConnectionDiagnostics.Testing.Peers.Servers;
using ConnectionDiagnostics.Testing.Ports;

namespace ConnectionDiagnostics.Testing;

/// <summary>One way in which a server fails its clients. Start it with <see cref="FaultyServer.StartAsync"/>.</summary>
/// <remarks>A fault is a description without state: one may be started many times.</remarks>
public sealed class Fault
{
    private readonly string _name;
    private readonly Func<CancellationToken, Task<IPort>> _open;

    private Fault(string name, Func<CancellationToken, Task<IPort>> open)
    {
        _name = name;
        _open = open;
    }

    private Fault(string name, Func<IPort> open)
        : this(name, _ => Task.FromResult(open()))
    {
    }

    private Fault(string name, IPeer peer)
        : this(name, () => ListeningPort.Open(peer))
    {
    }

    /// <summary>Nothing listens: connects are refused. The port is held, so that nobody else can take it meanwhile.</summary>
    public static Fault Refuses { get; } = new(nameof(Refuses), () => new RefusingPort());

    /// <summary>
    /// Nothing listens on <see cref="FaultyServer.EndPoint"/>, but a healthy HTTP and WebSocket server listens on the same port of another address:
    /// 127.0.0.2 on Linux, ::1 elsewhere.
    /// </summary>
    public static Fault ListensElsewhere { get; } = new(nameof(ListensElsewhere), _ => MisplacedPort.OpenAsync(MisplacedPort.OtherAddress, HealthyWeb()));

    /// <summary>
    /// Nothing listens on <see cref="FaultyServer.EndPoint"/>, but a healthy HTTP and WebSocket server listens next door: one port higher, or lower
    /// where the port ends in 9. A diagnosis finds it as a WebSocket server; of an HTTP server of the same process it says that it is the process' own.
    /// </summary>
    public static Fault ListensNextDoor { get; } = new(nameof(ListensNextDoor), _ => MisplacedPort.OpenAsync(MisplacedPort.NextDoor, HealthyWeb()));

    /// <summary>The server listens and never accepts, and its accept queue is full. On Linux connects time out; Windows refuses them.</summary>
    public static Fault QueueFull { get; } = new(nameof(QueueFull), FullQueuePort.OpenAsync);

    /// <summary>Accepts, then closes (FIN) without a byte.</summary>
    public static Fault ClosesAtOnce { get; } = new(nameof(ClosesAtOnce), new ClosingPeer(listensFirst: false));

    /// <summary>
    /// Accepts, then resets (RST) without a byte. Whether the client's connect still succeeds, and its first read or write fails, or the connect itself
    /// does, is a race, as it is with such servers.
    /// </summary>
    public static Fault ResetsAtOnce { get; } = new(nameof(ResetsAtOnce), new ResettingPeer(listensFirst: false));

    /// <summary>Accepts, takes everything, never answers.</summary>
    public static Fault Silent { get; } = new(nameof(Silent), new SilentPeer());

    /// <summary>Accepts, waits for the client's first bytes, then closes (FIN) without a byte.</summary>
    public static Fault ClosesAfterRequest { get; } = new(nameof(ClosesAfterRequest), new ClosingPeer(listensFirst: true));

    /// <summary>Accepts, waits for the client's first bytes, then resets (RST) without a byte.</summary>
    public static Fault ResetsAfterRequest { get; } = new(nameof(ResetsAfterRequest), new ResettingPeer(listensFirst: true));

    /// <summary>Sends lines of text without end, as fast as the client takes them, asked or not (the character generator of RFC 864).</summary>
    public static Fault Floods { get; } = new(nameof(Floods), new EndlessPeer(default, CharacterGenerator(), listensFirst: false));

    /// <summary>Answers with HTTP 200 and a body that never ends (<c>Transfer-Encoding: chunked</c>).</summary>
    public static Fault FloodsHttpBody { get; } = new(nameof(FloodsHttpBody), new EndlessPeer(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), Chunk(), listensFirst: true));

    /// <summary>Answers with HTTP 200 and headers that never end.</summary>
    public static Fault FloodsHttpHead { get; } = new(nameof(FloodsHttpHead), new EndlessPeer(
        "HTTP/1.1 200 OK\r\n"u8.ToArray(), "X-Filler: 0123456789abcdef0123456789abcdef0123456789abcdef\r\n"u8.ToArray(), listensFirst: true));

    /// <summary>Answers with HTTP 200, announces 1000 bytes, sends the first ten and closes (FIN).</summary>
    public static Fault BreaksOffHttpBody { get; } = new(nameof(BreaksOffHttpBody), new AnsweringPeer(
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789"u8.ToArray()));

    /// <summary>Speaks a line protocol: answers each line, whatever it says, with the line <c>unknown request</c>. Does not greet.</summary>
    public static Fault SpeaksText { get; } = new(nameof(SpeaksText), LinePeer.UnknownRequest);

    /// <summary>Sends back what it gets.</summary>
    public static Fault Echoes { get; } = new(nameof(Echoes), new EchoPeer());

    /// <summary>Is an SSH server: greets with <c>SSH-2.0-OpenSSH_9.2p1</c>, and sends away clients of other protocols, as OpenSSH does.</summary>
    public static Fault SpeaksSsh { get; } = new(nameof(SpeaksSsh), new SshPeer());

    /// <summary>Is a mail server: greets with <c>220</c>, knows <c>EHLO</c>, <c>HELO</c>, <c>NOOP</c> and <c>QUIT</c>, answers anything else with 500 (RFC 5321).</summary>
    public static Fault SpeaksSmtp { get; } = new(nameof(SpeaksSmtp), SmtpAnswers.Server);

    /// <summary>No fault: a WebSocket server (RFC 6455) that sends messages back. Answers plain HTTP requests with 426.</summary>
    public static Fault WebSocket { get; } = new(nameof(WebSocket), new WebSocketPeer(UpgradeRequired()));

    /// <summary>Sends a greeting in UTF-8, then takes everything and says no more.</summary>
    /// <param name="greeting">What to send; end it as the protocol ends its lines.</param>
    /// <param name="thenCloses">Whether to close (FIN) after the greeting.</param>
    /// <returns>The fault.</returns>
    public static Fault Sends(string greeting, bool thenCloses = false)
    {
        ArgumentNullException.ThrowIfNull(greeting);
        return Sends(Encoding.UTF8.GetBytes(greeting), thenCloses);
    }

    /// <summary>Sends a greeting, then takes everything and says no more.</summary>
    /// <param name="greeting">What to send.</param>
    /// <param name="thenCloses">Whether to close (FIN) after the greeting.</param>
    /// <returns>The fault.</returns>
    public static Fault Sends(ReadOnlySpan<byte> greeting, bool thenCloses = false) =>
        new(nameof(Sends), new GreetingPeer(greeting.ToArray(), thenCloses));

    /// <summary>
    /// Is a server of another protocol, with the bytes of a real one: its greeting where it greets, its answer to the first message of its own
    /// clients, and to others what it says to those, be it nothing, the end of the connection, or a reset. Nobody gets beyond a login.
    /// </summary>
    /// <param name="protocol">One of the names in <see cref="WireProtocol"/>: <c>redis</c>, <c>mysql</c>, <c>http2</c> …</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException"><paramref name="protocol"/> is none of those names.</exception>
    public static Fault Speaks(string protocol)
    {
        ArgumentException.ThrowIfNullOrEmpty(protocol);
        return protocol switch
        {
            WireProtocol.Http => AnswersHttp((int)HttpStatusCode.OK, "It works.\n"),
            WireProtocol.WebSocket => WebSocket,
            WireProtocol.Tls => Tls(TlsFault.SelfSigned),
            WireProtocol.HttpProxy => ProxyRefuses((int)HttpStatusCode.Forbidden),
            _ when KnownServers.Find(protocol) is { } peer => new($"{nameof(Speaks)}({protocol})", peer),
            _ => throw new ArgumentException(
                $"No server here speaks '{protocol}': there are http, http-proxy, {string.Join(", ", KnownServers.Names)}, tls and websocket.", nameof(protocol)),
        };
    }

    /// <summary>Waits for the client's first bytes, then answers one byte at a time, and closes (FIN) after the last.</summary>
    /// <param name="pause">The time after each byte; from zero to one day.</param>
    /// <param name="answer">What to send, in UTF-8; the default is HTTP 200 with a body of ten bytes.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pause"/> is out of range.</exception>
    public static Fault Drips(TimeSpan pause, string answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nIt works.\n")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pause, TimeSpan.FromDays(1));
        ArgumentNullException.ThrowIfNull(answer);
        return new(nameof(Drips), new DrippingPeer(Encoding.UTF8.GetBytes(answer), pause, TimeProvider.System));
    }

    /// <summary>A WebSocket server that fails in a chosen way, in the handshake or right after it.</summary>
    /// <param name="fault">What it does to handshakes.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fault"/> is not one of the named values.</exception>
    public static Fault WebSocketThat(WebSocketFault fault)
    {
        ThrowIfUndefined(fault);
        return new($"{nameof(WebSocketThat)}({fault})", new WebSocketPeer(ItWorks(), fault));
    }

    /// <summary>
    /// An HTTP proxy that refuses: every CONNECT and every request for another server gets the same response. A request for the proxy itself gets 400.
    /// </summary>
    /// <param name="status">The status: 300 to 999, such as 407, 403 or 502.</param>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="headers">
    /// Headers besides <c>Content-Length</c> and <c>Connection: close</c>. A 407 has <c>Proxy-Authenticate: Basic realm="proxy"</c> unless they say otherwise.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    public static Fault ProxyRefuses(int status, string body = "", params IEnumerable<(string Name, string Value)> headers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(headers);
        List<(string Name, string Value)> all = [.. headers];
        const string Challenge = "Proxy-Authenticate";
        if (status == (int)HttpStatusCode.ProxyAuthenticationRequired && !all.Exists(header => header.Name.Equals(Challenge, StringComparison.OrdinalIgnoreCase)))
        {
            all.Add((Challenge, "Basic realm=\"proxy\""));
        }

        var response = new HttpResponse { Status = status, Body = body, Headers = all };
        return new($"{nameof(ProxyRefuses)}({status})", new HttpPeer(response, request => request.IsForProxy));
    }

    /// <summary>A SOCKS 5 proxy (RFC 1928) that wants no password, and refuses every request.</summary>
    /// <param name="reply">Its reply (section 6), not 0: 2 not allowed, 3 network unreachable, 4 host unreachable, 5 connection refused …</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reply"/> is 0, which is success.</exception>
    public static Fault SocksProxyRefuses(byte reply)
    {
        ArgumentOutOfRangeException.ThrowIfZero(reply);
        return new($"{nameof(SocksProxyRefuses)}({reply})", BinaryServers.Socks5(reply));
    }

    /// <summary>Answers every HTTP request, WebSocket handshakes too, with the same response, and closes. Anything else gets a 400.</summary>
    /// <param name="status">The status: 100 to 999.</param>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="headers">Headers besides <c>Content-Length</c> and <c>Connection: close</c>, which are there unless the status forbids them.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    public static Fault AnswersHttp(int status, string body = "", params IEnumerable<(string Name, string Value)> headers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(headers);
        return new($"{nameof(AnswersHttp)}({status})", new HttpPeer(new HttpResponse { Status = status, Body = body, Headers = [.. headers] }));
    }

    /// <summary>
    /// A TLS server with a fault, most of them in its certificate, which is made in memory. Clients that accept it anyway get HTTP 200 and valid
    /// WebSocket handshakes inside TLS; clients that do not speak TLS are disconnected without a byte.
    /// </summary>
    /// <param name="fault">What is wrong.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fault"/> is not one of the named values.</exception>
    public static Fault Tls(TlsFault fault)
    {
        ThrowIfUndefined(fault);
        string name = $"{nameof(Tls)}({fault})";
        return fault switch
        {
            TlsFault.OldVersionOnly => new(name, new AnsweringPeer(TlsRecords.OldHello, toTls: true)),
            TlsFault.BreaksOff => new(name, new AnsweringPeer(TlsRecords.HalfHello, toTls: true)),
            _ => new(name, () =>
            {
                var certificate = ServerCertificate.Make(fault, TimeProvider.System);
                return ListeningPort.Open(new TlsPeer(certificate, fault == TlsFault.ClientCertificateRequired, HealthyWeb()), certificate);
            }),
        };
    }

    /// <summary>Answers the first bytes of the client with a fatal TLS alert, and closes.</summary>
    /// <param name="description">
    /// The alert's number (RFC 8446, section 6): 40 <c>handshake_failure</c>, 70 <c>protocol_version</c>, 112 <c>unrecognized_name</c>,
    /// 116 <c>certificate_required</c> …
    /// </param>
    /// <returns>The fault.</returns>
    public static Fault TlsAlert(byte description) => new($"{nameof(TlsAlert)}({description})", new AnsweringPeer(TlsRecords.Alert(description)));

    /// <summary>The fault by its name.</summary>
    /// <returns>The name, with its argument where there is one: <c>Tls(Expired)</c>.</returns>
    public override string ToString() => _name;

    internal Task<IPort> OpenAsync(CancellationToken cancellationToken) => _open(cancellationToken);

    private static WebSocketPeer HealthyWeb() => new(ItWorks());

    private static HttpResponse ItWorks() => new() { Status = (int)HttpStatusCode.OK, Body = "It works.\n" };

    private static HttpResponse UpgradeRequired() => new()
    {
        Status = (int)HttpStatusCode.UpgradeRequired,
        Headers = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")],
    };

    /// <summary>95 lines of 72 printable characters, each beginning one character later (RFC 864).</summary>
    private static byte[] CharacterGenerator()
    {
        const int Printable = 95;
        const int LineLength = 72;
        return
        [
            .. Enumerable.Range(0, Printable).SelectMany(line =>
                (byte[])[.. Enumerable.Range(line, LineLength).Select(place => (byte)(' ' + (place % Printable))), (byte)'\r', (byte)'\n']),
        ];
    }

    /// <summary>4096 bytes with their length in front (RFC 9112, section 7.1).</summary>
    private static byte[] Chunk() => [.. "1000\r\n"u8, .. Enumerable.Repeat((byte)'x', 0x1000), .. "\r\n"u8];

    private static void ThrowIfUndefined<TFault>(TFault fault)
        where TFault : struct, Enum
    {
        if (!Enum.IsDefined(fault))
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault, $"Not a {typeof(TFault).Name}.");
        }
    }
}
