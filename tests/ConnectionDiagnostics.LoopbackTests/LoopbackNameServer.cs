using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>A name server on loopback that gives every question the same answer (RFC 1035, section 4.1).</summary>
internal sealed class LoopbackNameServer : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private int _questions;

    /// <param name="responseCode">The response code; <see langword="null"/> to stay silent.</param>
    public LoopbackNameServer(byte? responseCode)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _loop = AnswerAsync(responseCode);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public int Questions => _questions;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync(byte? responseCode)
    {
        byte[] buffer = new byte[1500];
        try
        {
            while (true)
            {
                SocketReceiveFromResult got = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                Interlocked.Increment(ref _questions);
                if (responseCode is { } code)
                {
                    // The question comes back as the answer, marked as a response; it has no additional records then (byte 10, 11).
                    int length = QuestionLength(buffer.AsSpan(0, got.ReceivedBytes));
                    buffer[2] |= 0x80;
                    buffer[3] = code;
                    buffer.AsSpan(6, 6).Clear();
                    await _socket.SendToAsync(buffer.AsMemory(0, length), got.RemoteEndPoint, _end.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private static int QuestionLength(ReadOnlySpan<byte> message)
    {
        int position = 12;
        while (message[position] != 0)
        {
            position += message[position] + 1;
        }

        return position + 5;
    }
}
