using System.Net.Security;
using System.Security.Authentication;
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
