using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>The way through a proxy. Credentials are never part of it.</summary>
public sealed record ProxyEvidence
{
    /// <summary>Which proxy, and where it is set.</summary>
    public required ProxySetting Setting { get; init; }

    /// <summary>How it was asked.</summary>
    public required ProxyMethod Method { get; init; }

    /// <summary>How far it led.</summary>
    public required ProxyResult Result { get; init; }

    /// <summary>The proxy's addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>The resolver's error for the proxy's name; <see cref="SocketError.Success"/> when there was none.</summary>
    public SocketError ResolveError { get; init; }

    /// <summary>The TCP handshakes with the proxy.</summary>
    public IReadOnlyList<ConnectAttempt> Attempts { get; init; } = [];

    /// <summary>The TLS handshake with an <c>https://</c> proxy.</summary>
    public TlsEvidence? Tls { get; init; }

    /// <summary>The last step that was reached.</summary>
    public ProxyStep Step { get; init; }

    /// <summary>The head of an HTTP proxy's answer.</summary>
    public HttpAnswer? Http { get; init; }

    /// <summary>A SOCKS proxy's answer at the last step: 0xFF to a greeting, the reply to a request (RFC 1928, section 6; SOCKS 4: 90 to 93).</summary>
    public int? ReplyCode { get; init; }

    /// <summary>Whether the setting holds a user name.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>Whether the proxy asked for them in a way that is spoken here, and got them.</summary>
    public bool SentCredentials { get; init; }

    /// <summary>The first bytes of the proxy's answer, at most 512; of an answer to credentials only its first line.</summary>
    public ReadOnlyMemory<byte> Received { get; init; }

    /// <summary>What was said to the proxy on fresh connections when it did not answer as its scheme says.</summary>
    public IReadOnlyList<ProtocolExchange> Others { get; init; } = [];

    /// <summary>The answer to a forwarded request.</summary>
    public ProtocolExchange? Forwarded { get; init; }

    /// <summary>From the connect to the proxy's answer.</summary>
    public TimeSpan Duration { get; init; }
}
