using System.Security.Cryptography;
using System.Text;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What a client of each protocol says first.</summary>
internal static class Openings
{
    /// <summary>Says nothing and listens.</summary>
    public static Opening Listen { get; } = new() { Protocol = null };

    /// <summary>The first message of the target's own client, or <see langword="null"/> when this version does not speak its protocol.</summary>
    /// <param name="target">The target.</param>
    /// <param name="withQuery">Whether to send the query, which may hold a token: only to the server that it is meant for, and as it is meant.</param>
    public static Opening? For(ConnectionTarget target, bool withQuery) => target.SchemeInfo.Protocol switch
    {
        WireProtocol.Http => Http(target, withQuery),
        WireProtocol.WebSocket => WebSocket(target, withQuery),
        // These servers speak first: the client only listens.
        WireProtocol.Ssh or WireProtocol.Smtp or WireProtocol.Imap or WireProtocol.Pop3 or WireProtocol.Ftp or WireProtocol.MySql
            or WireProtocol.Nats or WireProtocol.Vnc => Listen with { Protocol = target.SchemeInfo.Protocol },
        { } protocol => OfServer(protocol),
        null => null,
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
    public static Opening? OfServer(string? protocol) => protocol switch
    {
        WireProtocol.Redis => Of(protocol, "*1\r\n$4\r\nPING\r\n"u8),
        WireProtocol.Memcached => Of(protocol, "version\r\n"u8),
        // SSLRequest: answered S or N before any login (PostgreSQL, Message Formats).
        WireProtocol.PostgreSql => Of(protocol, [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F]),
        // CONNECT, MQTT 3.1.1, clean session, keep-alive 10 s, client id "cd" (OASIS MQTT 3.1.1, section 3.1).
        WireProtocol.Mqtt => Of(protocol, [0x10, 14, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0, 10, 0, 2, (byte)'c', (byte)'d']),
        WireProtocol.Amqp => Of(protocol, [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1]),
        // Version 5, one method: no authentication (RFC 1928, section 3).
        WireProtocol.Socks5 => Of(protocol, [5, 1, 0]),
        _ => null,
    };

    private static Opening Of(string protocol, ReadOnlySpan<byte> bytes) => new() { Protocol = protocol, Bytes = bytes.ToArray() };

    private static string PathOf(ConnectionTarget target, bool withQuery) =>
        !target.SchemeInfo.SendsPath ? "/" : withQuery ? target.PathAndQuery : target.Path;
}
