using System.Net;
using System.Text;
using ConnectionDiagnostics.Testing.Peers;
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
    /// where the port ends in 9.
    /// </summary>
    public static Fault ListensNextDoor { get; } = new(nameof(ListensNextDoor), _ => MisplacedPort.OpenAsync(MisplacedPort.NextDoor, HealthyWeb()));

    /// <summary>The server listens and never accepts, and its accept queue is full. On Linux connects time out; Windows refuses them.</summary>
    public static Fault QueueFull { get; } = new(nameof(QueueFull), FullQueuePort.OpenAsync);

    /// <summary>Accepts, then closes (FIN) without a byte.</summary>
    public static Fault ClosesAtOnce { get; } = new(nameof(ClosesAtOnce), new ClosingPeer(listensFirst: false));

    /// <summary>Accepts, then resets (RST) without a byte.</summary>
    public static Fault ResetsAtOnce { get; } = new(nameof(ResetsAtOnce), new ResettingPeer());

    /// <summary>Accepts, takes everything, never answers.</summary>
    public static Fault Silent { get; } = new(nameof(Silent), new SilentPeer());

    /// <summary>Accepts, waits for the client's first bytes, then closes (FIN) without a byte.</summary>
    public static Fault ClosesAfterRequest { get; } = new(nameof(ClosesAfterRequest), new ClosingPeer(listensFirst: true));

    /// <summary>Speaks a line protocol: answers each line, whatever it says, with the line <c>unknown request</c>. Does not greet.</summary>
    public static Fault SpeaksText { get; } = new(nameof(SpeaksText), new LinePeer(null, _ => "unknown request"));

    /// <summary>Sends back what it gets.</summary>
    public static Fault Echoes { get; } = new(nameof(Echoes), new EchoPeer());

    /// <summary>Is an SSH server: greets with <c>SSH-2.0-OpenSSH_9.2p1</c>, and sends away clients of other protocols, as OpenSSH does.</summary>
    public static Fault SpeaksSsh { get; } = new(nameof(SpeaksSsh), new SshPeer());

    /// <summary>Is a mail server: greets with <c>220</c>, knows <c>EHLO</c>, <c>HELO</c>, <c>NOOP</c> and <c>QUIT</c>, answers anything else with 500 (RFC 5321).</summary>
    public static Fault SpeaksSmtp { get; } = new(nameof(SpeaksSmtp), new LinePeer("220 mail.example ESMTP", SmtpAnswers.To, goodbye: "QUIT"));

    /// <summary>No fault: a WebSocket server (RFC 6455) that sends messages back. Answers plain HTTP requests with 426.</summary>
    public static Fault WebSocket { get; } = new(nameof(WebSocket), new WebSocketPeer(UpgradeRequired()));

    /// <summary>Answers the WebSocket handshake with a 101 whose <c>Sec-WebSocket-Accept</c> belongs to another key.</summary>
    public static Fault WebSocketWithWrongAccept { get; } = new(nameof(WebSocketWithWrongAccept), new WebSocketPeer(UpgradeRequired(), wrongAccept: true));

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
    /// A TLS server whose certificate has a fault. Clients that accept it anyway get HTTP 200 and valid WebSocket handshakes inside TLS;
    /// clients that do not speak TLS are disconnected without a byte.
    /// </summary>
    /// <param name="fault">What is wrong with the certificate.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fault"/> is not one of the named values.</exception>
    public static Fault Tls(TlsFault fault)
    {
        if (!Enum.IsDefined(fault))
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a TLS fault.");
        }

        return new($"{nameof(Tls)}({fault})", () =>
        {
            var certificate = ServerCertificate.Make(fault, TimeProvider.System);
            return ListeningPort.Open(new TlsPeer(certificate, HealthyWeb()), certificate);
        });
    }

    /// <summary>Answers the first bytes of the client with a fatal TLS alert, and closes.</summary>
    /// <param name="description">
    /// The alert's number (RFC 8446, section 6): 40 <c>handshake_failure</c>, 70 <c>protocol_version</c>, 112 <c>unrecognized_name</c>,
    /// 116 <c>certificate_required</c> …
    /// </param>
    /// <returns>The fault.</returns>
    public static Fault TlsAlert(byte description) => new($"{nameof(TlsAlert)}({description})", new TlsAlertPeer(description));

    /// <summary>The fault by its name.</summary>
    /// <returns>The name, with its argument where there is one: <c>Tls(Expired)</c>.</returns>
    public override string ToString() => _name;

    internal Task<IPort> OpenAsync(CancellationToken cancellationToken) => _open(cancellationToken);

    private static WebSocketPeer HealthyWeb() => new(new HttpResponse { Status = (int)HttpStatusCode.OK, Body = "It works.\n" });

    private static HttpResponse UpgradeRequired() => new()
    {
        Status = (int)HttpStatusCode.UpgradeRequired,
        Headers = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")],
    };
}
