using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Portable;

/// <summary>A TCP connect by .NET alone, without exceptions for the ordinary case, which here is a connect that fails.</summary>
internal static class PortableConnect
{
    public static async Task<TcpConnect> RunAsync(
        IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned, IConnectObserver? observer = null)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (timeToLive is { } hops)
            {
                socket.Ttl = (short)hops;
            }

            observer?.Prepare(socket);
            if (local is not null && Bind(socket, local) is { } failure)
            {
                return failure;
            }

            TcpConnect result = await ConnectAsync(socket, endPoint, time, abandoned).ConfigureAwait(false);
            result = observer?.Complete(socket, result) ?? result;
            socket = result.Socket is null ? socket : null;
            return result;
        }
        catch (SocketException exception)
        {
            return new TcpConnect { Error = exception.SocketErrorCode, NativeErrorCode = exception.NativeErrorCode };
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private static TcpConnect? Bind(Socket socket, IPAddress local)
    {
        try
        {
            socket.Bind(new IPEndPoint(local, 0));
            return null;
        }
        catch (SocketException exception)
        {
            return new TcpConnect { Error = exception.SocketErrorCode, NativeErrorCode = exception.NativeErrorCode, FailedAtBind = true };
        }
        catch (ArgumentException)
        {
            // .NET rejects an address of the other family before the system can.
            return new TcpConnect { Error = SocketError.AddressFamilyNotSupported, FailedAtBind = true };
        }
    }

    private static async Task<TcpConnect> ConnectAsync(Socket socket, IPEndPoint endPoint, TimeProvider time, CancellationToken abandoned)
    {
        using var arguments = new SocketAsyncEventArgs { RemoteEndPoint = endPoint };
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arguments.Completed += (_, _) => done.TrySetResult();
        long start = time.GetTimestamp();
        if (socket.ConnectAsync(arguments))
        {
            using (abandoned.Register(static state => ((TaskCompletionSource)state!).TrySetCanceled(), done))
            {
                await done.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (done.Task.IsCanceled)
            {
                return new TcpConnect { Error = SocketError.OperationAborted, Duration = time.GetElapsedTime(start) };
            }
        }

        bool connected = arguments.SocketError == SocketError.Success;
        return new TcpConnect
        {
            Error = arguments.SocketError,
            Duration = time.GetElapsedTime(start),
            Socket = connected ? socket : null,
            LocalEndPoint = connected ? socket.LocalEndPoint as IPEndPoint : null,
        };
    }
}
