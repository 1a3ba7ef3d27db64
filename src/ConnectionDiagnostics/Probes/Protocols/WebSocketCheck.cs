using System.Security.Cryptography;
using System.Text;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Checks a 101 answer as a client has to (RFC 6455, section 4.1, "Once the client's opening handshake has been sent").</summary>
internal static class WebSocketCheck
{
    /// <summary>RFC 6455, section 1.3.</summary>
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static WebSocketAnswer Check(HttpAnswer answer, string key) => new()
    {
        UpgradeHeader = string.Equals(answer.Header("upgrade"), "websocket", StringComparison.OrdinalIgnoreCase),
        ConnectionHeader = HasToken(answer.Header("connection"), "upgrade"),
        AcceptHeader = answer.Header("sec-websocket-accept") == Accept(key),
        // We offer neither.
        UnofferedProtocolOrExtension = answer.Header("sec-websocket-protocol") is { Length: > 0 } || answer.Header("sec-websocket-extensions") is { Length: > 0 },
    };

    private static bool HasToken(string? list, string token) =>
        list is not null && list.Split(',').Any(part => part.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

#pragma warning disable CA5350 // SHA-1 is what the protocol prescribes; nothing is protected by it.
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));
#pragma warning restore CA5350
}
