using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Accepts WebSocket handshakes and sends messages back; a plain request gets the response for those.</summary>
internal sealed class WebSocketPeer(HttpResponse toPlainRequests, bool wrongAccept = false) : IPeer
{
    private const int BufferSize = 16 * 1024;

    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        HttpRequest? request = await HttpRequest.ReadAsync(connection.Stream, cancellationToken).ConfigureAwait(false);
        if (request is { WebSocketKey: { } key })
        {
            await connection.Stream.WriteAsync(SwitchingProtocols(wrongAccept ? "another key" : key), cancellationToken).ConfigureAwait(false);
            using var webSocket = WebSocket.CreateFromStream(connection.Stream, new WebSocketCreationOptions { IsServer = true });
            await EchoAsync(webSocket, cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (request is not null)
        {
            HttpResponse answer = request.IsHttp ? toPlainRequests : HttpResponse.BadRequest;
            await connection.Stream.WriteAsync(answer.ToBytes(), cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The server's half of the opening handshake (RFC 6455, section 4.2.2).</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 demands SHA-1; it proves that the key was read and protects nothing.")]
    private static byte[] SwitchingProtocols(string key)
    {
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }

    private static async Task EchoAsync(WebSocket webSocket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferSize];
        while (true)
        {
            ValueWebSocketReceiveResult received = await webSocket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await webSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
                return;
            }

            await webSocket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
