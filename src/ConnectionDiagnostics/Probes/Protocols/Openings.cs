using System.Security.Cryptography;
using System.Text;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What a client of each protocol says first.</summary>
internal static class Openings
{
    /// <summary>Says nothing and listens.</summary>
    public static Opening Listen { get; } = new() { Protocol = null };

    /// <summary>The first message of the target's own client, or <see langword="null"/> when the connection is all. Where the server speaks first, it only listens.</summary>
    /// <param name="target">The target.</param>
    /// <param name="withQuery">Whether to send the query, which may hold a token: only to the server that it is meant for, and as it is meant.</param>
    public static Opening? For(ConnectionTarget target, bool withQuery) => target.SchemeInfo.Protocol switch
    {
        WireProtocol.Http => Http(target, withQuery),
        WireProtocol.WebSocket => WebSocket(target, withQuery),
        null => null,
        { } protocol => OfServer(protocol, target) ?? Listen with { Protocol = protocol },
    };

    /// <summary>A plain GET, as browsers and HTTP clients send it (RFC 9112).</summary>
    public static Opening Http(ConnectionTarget target, bool withQuery = false) => new()
    {
        Protocol = WireProtocol.Http,
        Bytes = Encoding.ASCII.GetBytes(
            $"GET {PathOf(target, withQuery)} HTTP/1.1\r\nHost: {target.HostHeader}\r\nUser-Agent: ConnectionDiagnostics\r\nAccept: */*\r\nConnection: close\r\n\r\n"),
    };

    /// <summary>A plain GET for the start page of another port of the host.</summary>
    public static Opening Page(System.Net.IPEndPoint endPoint) => new()
    {
        Protocol = WireProtocol.Http,
        Bytes = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {endPoint}\r\nUser-Agent: ConnectionDiagnostics\r\nAccept: */*\r\nConnection: close\r\n\r\n"),
    };

    /// <summary>The opening handshake (RFC 6455, section 4.1).</summary>
    public static Opening WebSocket(ConnectionTarget target, bool withQuery = false)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        string origin = $"{(target.UsesTls ? "https" : "http")}://{target.HostHeader}";
        return new Opening
        {
            Protocol = WireProtocol.WebSocket,
            WebSocketKey = key,
            Bytes = Encoding.ASCII.GetBytes(
                $"GET {PathOf(target, withQuery)} HTTP/1.1\r\nHost: {target.HostHeader}\r\nUser-Agent: ConnectionDiagnostics\r\nUpgrade: websocket\r\n"
                + $"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nOrigin: {origin}\r\n\r\n"),
        };
    }

    /// <summary>The first message to a server of a protocol in which the client speaks first; <see langword="null"/> when there is none here.</summary>
    public static Opening? OfServer(string? protocol, ConnectionTarget target) =>
        FirstMessages.Of(protocol, target) is { } bytes ? new Opening { Protocol = protocol, Bytes = bytes } : null;

    private static string PathOf(ConnectionTarget target, bool withQuery) =>
        !target.SchemeInfo.SendsPath ? "/" : withQuery ? target.PathAndQuery : target.Path;
}
