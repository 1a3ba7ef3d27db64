using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Accepts WebSocket handshakes and sends messages back, unless it is to fail; a plain request gets the response for those.</summary>
internal sealed class WebSocketPeer(HttpResponse toPlainRequests, WebSocketFault? fault = null) : IPeer
{
    private const int BufferSize = 16 * 1024;

    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        HttpRequest? request = await HttpRequest.ReadAsync(connection.Stream, cancellationToken).ConfigureAwait(false);
        if (request is { WebSocketKey: { } key } && (fault is not { } refusal || WebSocketRefusals.Of(refusal, request) is null))
        {
            await connection.Stream.WriteAsync(SwitchingProtocols(key), cancellationToken).ConfigureAwait(false);
            await TalkAsync(connection, cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (request is not null)
        {
            HttpResponse answer = !request.IsHttp ? HttpResponse.BadRequest
                : fault is { } named && (request.WebSocketKey is not null || WebSocketRefusals.AreForAll(named))
                    && WebSocketRefusals.Of(named, request) is { } refused ? refused
                : toPlainRequests;
            await connection.Stream.WriteAsync(answer.ToBytes(), cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The server's half of the opening handshake (RFC 6455, section 4.2.2), with what is wrong about it.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 demands SHA-1; it proves that the key was read and protects nothing.")]
    private byte[] SwitchingProtocols(string key)
    {
        string read = fault == WebSocketFault.AcceptsAnotherKey ? "another key" : key;
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(read + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        var head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        head.Append(fault == WebSocketFault.ForgetsUpgrade ? "" : "Upgrade: websocket\r\nConnection: Upgrade\r\n");
        head.Append(fault == WebSocketFault.AcceptsNoKey ? "" : $"Sec-WebSocket-Accept: {accept}\r\n");
        head.Append(fault == WebSocketFault.ChoosesUnofferedSubprotocol ? "Sec-WebSocket-Protocol: unoffered\r\n" : "");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    private async Task TalkAsync(Connection connection, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case WebSocketFault.DropsAfterHandshake:
                break;
            case WebSocketFault.ClosesAfterHandshake:
                // The last fragment, a close of two bytes: 1013 (RFC 6455, section 5.5.1; IANA's registry of close codes).
                await connection.Stream.WriteAsync(new byte[] { 0x88, 2, 0x03, 0xF5 }, cancellationToken).ConfigureAwait(false);
                break;
            case WebSocketFault.IsSilentAfterHandshake:
                await connection.DrainAsync(cancellationToken).ConfigureAwait(false);
                break;
            default:
                using (var webSocket = WebSocket.CreateFromStream(connection.Stream, new WebSocketCreationOptions { IsServer = true }))
                {
                    await EchoAsync(webSocket, cancellationToken).ConfigureAwait(false);
                }

                break;
        }
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
