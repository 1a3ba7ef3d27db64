using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>
/// A TCP connect by the kernel's own calls: non-blocking, one look for the immediate answer, and a <see cref="Socket"/> around the
/// handle only while it is pending. Its time is the kernel's, not that of a runtime that is still warming up.
/// </summary>
internal static class LinuxConnect
{
    private const int SockStreamNonBlockCloseOnExec = 1 | 0x800 | 0x80000;
    private const int ProtocolTcp = 6;
    private const int SolSocket = 1;
    private const int SoError = 4;
    private const int AfInet = 2;
    private const int AfInet6 = 10;
    private const short PollOut = 4;

    static LinuxConnect()
    {
        // The first call of each costs the runtime a stub: pay for it before there is something to measure.
        unsafe
        {
            _ = LibC.Connect(-1, null, 0);
            _ = LibC.Poll(null, 0, 0);
        }
    }

    public static Task<TcpConnect> RunAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned)
    {
        int descriptor = LibC.Socket(endPoint.AddressFamily == AddressFamily.InterNetworkV6 ? AfInet6 : AfInet, SockStreamNonBlockCloseOnExec, ProtocolTcp);
        if (descriptor < 0)
        {
            return Task.FromResult(Failure(Marshal.GetLastPInvokeError()));
        }

        SafeSocketHandle? pending = null;
        try
        {
            TcpConnect? answer = Begin(descriptor, endPoint, local, timeToLive, time, out long start);
            if (answer is not null)
            {
                // Answered at once, as loopback does: no handle with a finalizer is needed.
                return Task.FromResult(answer);
            }

            pending = new SafeSocketHandle(descriptor, ownsHandle: true);
            return EndAsync(pending, start, time, abandoned);
        }
        finally
        {
            if (pending is null)
            {
                _ = LibC.Close(descriptor);
            }
        }
    }

    /// <returns><see langword="null"/> while nobody has answered.</returns>
    private static TcpConnect? Begin(int descriptor, IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, out long start)
    {
        start = time.GetTimestamp();
        ErrorQueue.Enable(descriptor, endPoint.AddressFamily);
        if (timeToLive is { } hops)
        {
            LimitHops(descriptor, endPoint.AddressFamily, hops);
        }

        if (local is not null && Bind(descriptor, new IPEndPoint(local, 0), endPoint.AddressFamily) is var bindError and not 0)
        {
            return Failure(bindError) with { FailedAtBind = true };
        }

        start = time.GetTimestamp();
        int error = Connect(descriptor, endPoint);
        if (error == LinuxErrors.InProgress && IsDecided(descriptor))
        {
            error = ReadError(descriptor);
        }

        TimeSpan duration = time.GetElapsedTime(start);
        return error == LinuxErrors.InProgress ? null
            : error == 0 ? Describe(descriptor, error, duration)
            // Before the kernel repeats a SYN, after one second, its account of the connection has nothing to add.
            : Failure(error) with { Duration = duration, SynsSent = 1, IcmpErrors = ErrorQueue.Read(descriptor) };
    }

    private static async Task<TcpConnect> EndAsync(SafeSocketHandle handle, long start, TimeProvider time, CancellationToken abandoned)
    {
        using SafeSocketHandle pending = handle;
        int descriptor = (int)pending.DangerousGetHandle();
        SocketError? end = await WaitAsync(pending, abandoned).ConfigureAwait(false);
        TimeSpan duration = time.GetElapsedTime(start);
        return end is { } decided
            ? Describe(descriptor, ReadError(descriptor, decided), duration)
            : Describe(descriptor, 0, duration, decided: false) with { Error = SocketError.OperationAborted };
    }

    /// <summary>Waits in .NET's own event loop: a send of nothing completes when the connect is decided, and says how.</summary>
    /// <returns><see langword="null"/> when nobody waited for the end.</returns>
    private static async Task<SocketError?> WaitAsync(SafeSocketHandle pending, CancellationToken abandoned)
    {
        using var socket = new Socket(new SafeSocketHandle(pending.DangerousGetHandle(), ownsHandle: false));
        using var arguments = new SocketAsyncEventArgs();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arguments.SetBuffer(Array.Empty<byte>());
        arguments.Completed += (_, _) => done.TrySetResult();
        if (!socket.SendAsync(arguments))
        {
            return arguments.SocketError;
        }

        using (abandoned.Register(static state => ((TaskCompletionSource)state!).TrySetCanceled(), done))
        {
            await done.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return done.Task.IsCanceled ? null : arguments.SocketError;
    }

    private static TcpConnect Describe(int descriptor, int error, TimeSpan duration, bool decided = true)
    {
        TcpConnect facts = TcpInfo.Read(descriptor) with
        {
            Error = LinuxErrors.ToSocketError(error),
            NativeErrorCode = error,
            Duration = duration,
            IcmpErrors = ErrorQueue.Read(descriptor),
        };
        if (error != 0 || !decided)
        {
            return facts;
        }

        // A descriptor of its own: .NET asks a socket only when it is made whether it is connected.
        int copy = LibC.Duplicate(descriptor);
        if (copy < 0)
        {
            return Failure(Marshal.GetLastPInvokeError());
        }

        var socket = new Socket(new SafeSocketHandle(copy, ownsHandle: true));
        return facts with { Socket = socket, LocalEndPoint = socket.LocalEndPoint as IPEndPoint };
    }

    private static unsafe int Connect(int descriptor, IPEndPoint endPoint)
    {
        SocketAddress address = endPoint.Serialize();
        fixed (byte* bytes = address.Buffer.Span)
        {
            return LibC.Connect(descriptor, bytes, address.Size) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    private static unsafe int Bind(int descriptor, IPEndPoint endPoint, AddressFamily family)
    {
        const int FamilyNotSupported = 97;
        if (endPoint.AddressFamily != family)
        {
            return FamilyNotSupported;
        }

        SocketAddress address = endPoint.Serialize();
        fixed (byte* bytes = address.Buffer.Span)
        {
            return LibC.Bind(descriptor, bytes, address.Size) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    private static unsafe void LimitHops(int descriptor, AddressFamily family, int hops)
    {
        const int LevelIP = 0;
        const int TimeToLive = 2;
        const int LevelIPv6 = 41;
        const int UnicastHops = 16;
        bool isIPv6 = family == AddressFamily.InterNetworkV6;
        _ = LibC.SetSocketOption(descriptor, isIPv6 ? LevelIPv6 : LevelIP, isIPv6 ? UnicastHops : TimeToLive, (byte*)&hops, sizeof(int));
    }

    private static unsafe bool IsDecided(int descriptor)
    {
        var poll = new LibC.PollDescriptor { Descriptor = descriptor, Events = PollOut };
        return LibC.Poll(&poll, 1, 0) > 0;
    }

    /// <summary>A socket tells its error once (<c>SO_ERROR</c>, socket(7)): if the send has met it, nobody else will.</summary>
    private static int ReadError(int descriptor, SocketError met) =>
        met == SocketError.Success ? ReadError(descriptor) : new SocketException((int)met).NativeErrorCode;

    private static unsafe int ReadError(int descriptor)
    {
        int error = 0;
        int length = sizeof(int);
        return LibC.GetSocketOption(descriptor, SolSocket, SoError, (byte*)&error, &length) == 0 ? error : Marshal.GetLastPInvokeError();
    }

    private static TcpConnect Failure(int errno) => new() { Error = LinuxErrors.ToSocketError(errno), NativeErrorCode = errno };
}
