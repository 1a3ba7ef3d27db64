using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests.Probes.Names;

/// <summary>A name server on loopback that answers a question with the bytes that a test made of it, and nothing where it made none.</summary>
internal sealed class RawNameServer : IAsyncDisposable
{
    private readonly Socket _socket;

    // Bound and not listening: whoever asks again by TCP is refused, and nobody else takes the port.
    private readonly Socket _refusing;

    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public RawNameServer(Func<byte[], byte[]> answer)
    {
        (_socket, _refusing) = Bind();
        _loop = AnswerAsync(answer);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _socket.Dispose();
        _refusing.Dispose();
        _end.Dispose();
    }

    private static (Socket ByUdp, Socket ByTcp) Bind()
    {
        while (true)
        {
            var byUdp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var byTcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                byTcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                byUdp.Bind(byTcp.LocalEndPoint!);
                return (byUdp, byTcp);
            }
            catch (SocketException)
            {
                // Somebody has the other half of this port.
                byUdp.Dispose();
                byTcp.Dispose();
            }
        }
    }

    private async Task AnswerAsync(Func<byte[], byte[]> answer)
    {
        byte[] buffer = new byte[1500];
        try
        {
            while (true)
            {
                SocketReceiveFromResult got = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                await _socket.SendToAsync(answer(buffer[..got.ReceivedBytes]), got.RemoteEndPoint, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
