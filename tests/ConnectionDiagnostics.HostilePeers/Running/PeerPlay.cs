using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>Does on one connection what a script says.</summary>
internal sealed class PeerPlay(Peer peer, IWire wire, TimeProvider time, CancellationToken stop)
{
    private const int Chunk = 16 * 1024;

    private readonly byte[] _heard = new byte[4096];
    private Stream _stream = wire.Stream;

    /// <summary>Runs until the script has ended, the client is gone, or nobody needs it any more.</summary>
    public async Task RunAsync()
    {
        try
        {
            foreach (PeerAct act in peer.Acts)
            {
                await DoAsync(act).ConfigureAwait(false);
            }

            // A script without an end keeps its connection.
            await DoAsync(new PeerAct(PeerActKind.Silent)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or AuthenticationException or InvalidOperationException
            or System.Net.Sockets.SocketException)
        {
            // The client has ended it, or the test.
        }
    }

    private async Task DoAsync(PeerAct act)
    {
        switch (act.Kind)
        {
            case PeerActKind.Send when act.Times == 1:
                await _stream.WriteAsync(act.Bytes, stop).ConfigureAwait(false);
                break;
            case PeerActKind.Send:
                await RepeatAsync(act.Bytes, act.Times).ConfigureAwait(false);
                break;
            case PeerActKind.Endless:
                await RepeatAsync(act.Bytes, long.MaxValue).ConfigureAwait(false);
                break;
            case PeerActKind.Drip:
                for (int i = 0; i < act.Bytes.Length; i++)
                {
                    await Task.Delay(act.Pause, time, stop).ConfigureAwait(false);
                    await _stream.WriteAsync(act.Bytes.Slice(i, 1), stop).ConfigureAwait(false);
                }

                break;
            case PeerActKind.Pause:
                await Task.Delay(act.Pause, time, stop).ConfigureAwait(false);
                break;
            case PeerActKind.Expect:
                await ExpectAsync(act.Bytes).ConfigureAwait(false);
                break;
            case PeerActKind.Echo:
                int count;
                while ((count = await _stream.ReadAsync(_heard, stop).ConfigureAwait(false)) > 0)
                {
                    await _stream.WriteAsync(_heard.AsMemory(0, count), stop).ConfigureAwait(false);
                }

                break;
            case PeerActKind.Tls:
                var ssl = new SslStream(_stream, leaveInnerStreamOpen: true);
                await ssl.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = PeerCertificate.Instance }, stop).ConfigureAwait(false);
                _stream = ssl;
                break;
            case PeerActKind.AcceptWebSocket:
                await AcceptWebSocketAsync().ConfigureAwait(false);
                break;
            case PeerActKind.Close:
                wire.Close();
                break;
            case PeerActKind.HalfClose:
                wire.HalfClose();
                await ExpectAsync("\0never\0"u8.ToArray()).ConfigureAwait(false);
                break;
            case PeerActKind.Reset:
                wire.Reset();
                break;
            case PeerActKind.Silent:
                await ExpectAsync("\0never\0"u8.ToArray()).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>RFC 6455, section 4.2.2; a request without a key gets a page.</summary>
    private async Task AcceptWebSocketAsync()
    {
        int count = await _stream.ReadAsync(_heard, stop).ConfigureAwait(false);
        string request = Encoding.Latin1.GetString(_heard, 0, count);
        string? key = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.OrdinalIgnoreCase))?.Split(' ')[1];
#pragma warning disable CA5350 // The handshake is made with it.
        string answer = key is null ? "HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n"
            : "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))) + "\r\n\r\n";
#pragma warning restore CA5350
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop).ConfigureAwait(false);
    }

    /// <summary>Many small pieces go together, as a system sends them.</summary>
    private async Task RepeatAsync(ReadOnlyMemory<byte> bytes, long times)
    {
        int together = (int)Math.Min(times, Math.Max(1, Chunk / bytes.Length));
        byte[] chunk = new byte[together * bytes.Length];
        for (int i = 0; i < together; i++)
        {
            bytes.CopyTo(chunk.AsMemory(i * bytes.Length));
        }

        for (long sent = 0; sent < times; sent += together)
        {
            await _stream.WriteAsync(chunk.AsMemory(0, (int)Math.Min(together, times - sent) * bytes.Length), stop).ConfigureAwait(false);
        }
    }

    /// <summary>Reads until the client has said something, or until it goes.</summary>
    private async Task ExpectAsync(ReadOnlyMemory<byte> wanted)
    {
        int count = 0;
        do
        {
            if (count == _heard.Length)
            {
                count = 0;
            }

            int read = await _stream.ReadAsync(_heard.AsMemory(count), stop).ConfigureAwait(false);
            if (read == 0)
            {
                throw new IOException("The client has gone.");
            }

            count += read;
        }
        while (!wanted.IsEmpty && _heard.AsSpan(0, count).IndexOf(wanted.Span) < 0);
    }
}
