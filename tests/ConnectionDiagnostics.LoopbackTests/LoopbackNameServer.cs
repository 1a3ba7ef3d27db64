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
        : this(question => responseCode is { } code ? Echo(question, code) : null)
    {
    }

    /// <param name="answer">What it sends back to a question; <see langword="null"/> to stay silent.</param>
    public LoopbackNameServer(Func<byte[], byte[]?> answer)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _loop = AnswerAsync(answer);
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

    /// <summary>The question comes back as the answer, marked as a response; it has no additional records then (byte 10, 11).</summary>
    public static byte[] Echo(byte[] question, byte responseCode, params byte[][] records)
    {
        byte[] answer = [.. question[..QuestionLength(question)], .. records.SelectMany(record => record)];
        answer[2] |= 0x80;
        answer[3] = responseCode;
        answer.AsSpan(6, 6).Clear();
        answer[7] = (byte)records.Length;
        return answer;
    }

    /// <summary>A record of the class IN with a lifetime of one minute (RFC 1035, section 4.1.3).</summary>
    public static byte[] Record(string name, byte type, byte[] data) => [.. Encode(name), 0, type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    /// <summary>A name in labels.</summary>
    public static byte[] Encode(string name) => [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. System.Text.Encoding.ASCII.GetBytes(label)]), 0];

    private async Task AnswerAsync(Func<byte[], byte[]?> answer)
    {
        byte[] buffer = new byte[1500];
        try
        {
            while (true)
            {
                SocketReceiveFromResult got = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                Interlocked.Increment(ref _questions);
                if (answer(buffer[..got.ReceivedBytes]) is { } bytes)
                {
                    await _socket.SendToAsync(bytes, got.RemoteEndPoint, _end.Token);
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
