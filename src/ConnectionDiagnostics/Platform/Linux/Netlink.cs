using System.Buffers;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>A socket to ask the kernel by (netlink(7)). No question needs a privilege; a sandbox may refuse the socket nevertheless.</summary>
internal sealed class Netlink : IDisposable
{
    /// <summary>Routes, links and neighbours (rtnetlink(7)).</summary>
    public const int Routing = 0;

    /// <summary>Sockets (sock_diag(7)).</summary>
    public const int SocketMonitor = 4;

    private const int AfNetlink = 16;
    private const int SockRawCloseOnExec = 3 | 0x80000;
    private const int SolSocket = 1;
    private const int SoReceiveTimeout = 20;
    private const int Interrupted = 4;

    /// <summary>The kernel answers lists in datagrams of at most 32 KiB (net/netlink/af_netlink.c).</summary>
    private const int BufferSize = 64 * 1024;

    private readonly int _descriptor;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);

    private Netlink(int descriptor)
    {
        _descriptor = descriptor;
    }

    /// <returns><see langword="null"/> when it is denied; why is in <paramref name="error"/>.</returns>
    public static Netlink? Open(int protocol, out int error)
    {
        int descriptor = LibC.Socket(AfNetlink, SockRawCloseOnExec, protocol);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (descriptor < 0)
        {
            return null;
        }

        LimitWaiting(descriptor);
        return new Netlink(descriptor);
    }

    /// <summary>Puts a question and reads the whole answer. After a broken one the socket is of no more use.</summary>
    public unsafe NetlinkOutcome Ask(NetlinkRequest request, INetlinkReader reader)
    {
        ReadOnlySpan<byte> question = request.Finish();
        fixed (byte* bytes = question)
        {
            if (LibC.Send(_descriptor, bytes, question.Length, 0) != question.Length)
            {
                return new NetlinkOutcome(NetlinkEnd.Broken, Marshal.GetLastPInvokeError());
            }
        }

        while (true)
        {
            int received = Receive();
            NetlinkOutcome outcome = received > 0
                ? NetlinkDatagram.Read(_buffer.AsSpan(0, received), reader)
                : new NetlinkOutcome(NetlinkEnd.Broken, Marshal.GetLastPInvokeError());
            if (outcome.End != NetlinkEnd.More)
            {
                return outcome;
            }

            if (!request.IsDump)
            {
                return new NetlinkOutcome(NetlinkEnd.Complete);
            }
        }
    }

    public void Dispose()
    {
        _ = LibC.Close(_descriptor);
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>The kernel answers at once; the limit is for a kernel that is not one (gVisor and the like).</summary>
    private static unsafe void LimitWaiting(int descriptor)
    {
        nint* timeout = stackalloc nint[2];
        timeout[0] = 1;
        timeout[1] = 0;
        _ = LibC.SetSocketOption(descriptor, SolSocket, SoReceiveTimeout, (byte*)timeout, 2 * sizeof(nint));
    }

    private unsafe int Receive()
    {
        fixed (byte* bytes = _buffer)
        {
            // A signal interrupts a socket that has a timeout (signal(7)), and the runtime uses signals.
            for (int attempt = 0; ; attempt++)
            {
                nint received = LibC.Receive(_descriptor, bytes, _buffer.Length, 0);
                if (received >= 0 || Marshal.GetLastPInvokeError() != Interrupted || attempt == 3)
                {
                    return (int)received;
                }
            }
        }
    }
}
