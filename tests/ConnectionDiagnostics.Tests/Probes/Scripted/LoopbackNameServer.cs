using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests.Probes.Scripted;

/// <summary>A name server on loopback that gives every name the same addresses (RFC 1035, section 4.1).</summary>
internal sealed class LoopbackNameServer : IAsyncDisposable
{
    private const byte TypeA = 1;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private int _questions;

    public LoopbackNameServer(params string[] addresses)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _loop = AnswerAsync([.. addresses.Select(IPAddress.Parse)]);
    }

    public int Questions => _questions;

    /// <summary>Options that ask this name server, and no other.</summary>
    public ConnectionDiagnoserOptions Options
    {
        get
        {
            var options = new ConnectionDiagnoserOptions();
            options.NameServers.Add((IPEndPoint)_socket.LocalEndPoint!);
            return options;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync(IPAddress[] addresses)
    {
        byte[] buffer = new byte[1500];
        try
        {
            while (true)
            {
                SocketReceiveFromResult got = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                Interlocked.Increment(ref _questions);
                await _socket.SendToAsync(Answer(buffer.AsSpan(0, got.ReceivedBytes), addresses), got.RemoteEndPoint, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    /// <summary>The question as it came, marked as a response, and an A record for each address where A was asked for.</summary>
    private static byte[] Answer(ReadOnlySpan<byte> question, IPAddress[] addresses)
    {
        int end = 12;
        while (question[end] != 0)
        {
            end += question[end] + 1;
        }

        bool asksForA = question[end + 2] == TypeA;
        byte[] answer =
        [
            .. question[..2], 0x84, 0, 0, 1, 0, (byte)(asksForA ? addresses.Length : 0), 0, 0, 0, 0, .. question[12..(end + 5)],
            // The name by pointer, type A, class IN, a lifetime of one second, four bytes.
            .. asksForA ? addresses.SelectMany(address => (byte[])[0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, .. address.GetAddressBytes()]) : [],
        ];
        return answer;
    }
}
