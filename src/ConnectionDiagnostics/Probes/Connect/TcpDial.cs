using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>One TCP handshake with one address. Without exceptions on the way: a failing connect is the ordinary case here.</summary>
internal sealed class TcpDial : IDisposable
{
    private readonly IPEndPoint _endPoint;
    private readonly ProbeSession _session;
    private Socket? _socket;

    public TcpDial(IPEndPoint endPoint, ProbeSession session)
    {
        _endPoint = endPoint;
        _session = session;
        Attempt = new ConnectAttempt { Address = endPoint.Address, Port = endPoint.Port, Error = SocketError.NotConnected };
    }

    /// <summary>What came of it.</summary>
    public ConnectAttempt Attempt { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>Dials until there is an answer, the time is up, or nobody waits for it any more.</summary>
    /// <param name="deadline">When the time is up, the attempt has timed out.</param>
    /// <param name="abandoned">When nobody waits any more, the attempt is open: it neither failed nor succeeded.</param>
    public async Task RunAsync(Deadline deadline, CancellationToken abandoned)
    {
        Attempt = Attempt with { Start = _session.Elapsed };
        SocketError error = Open();
        if (error == SocketError.Success)
        {
            error = await ConnectAsync(abandoned).ConfigureAwait(false);
            if (error == SocketError.OperationAborted)
            {
                error = deadline.Token.IsCancellationRequested ? SocketError.TimedOut : SocketError.InProgress;
            }
        }

        Attempt = Attempt with { Error = error, Duration = _session.Elapsed - Attempt.Start };
        IsDone = true;
    }

    /// <summary>Hands over the connected socket; the caller disposes it.</summary>
    public Socket? Take()
    {
        Socket? socket = Attempt.Connected ? _socket : null;
        _socket = socket is null ? _socket : null;
        return socket;
    }

    public void Dispose() => _socket?.Dispose();

    private SocketError Open()
    {
        try
        {
            _socket = new Socket(_endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        }
        catch (SocketException exception)
        {
            Attempt = Attempt with { NativeErrorCode = exception.NativeErrorCode };
            return exception.SocketErrorCode;
        }

        _session.System.PrepareConnect(_socket);
        if (_session.Request.LocalAddress is not { } local)
        {
            return SocketError.Success;
        }

        try
        {
            _socket.Bind(new IPEndPoint(local, 0));
            return SocketError.Success;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            // .NET rejects an address of the other family by an ArgumentException, before the system can.
            var socketException = exception as SocketException;
            Attempt = Attempt with { FailedAtBind = true, NativeErrorCode = socketException?.NativeErrorCode ?? 0 };
            return socketException?.SocketErrorCode ?? SocketError.AddressFamilyNotSupported;
        }
    }

    private async Task<SocketError> ConnectAsync(CancellationToken abandoned)
    {
        using var arguments = new SocketAsyncEventArgs { RemoteEndPoint = _endPoint };
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arguments.Completed += (_, _) => done.TrySetResult();
        try
        {
            if (_socket!.ConnectAsync(arguments))
            {
                using (abandoned.Register(static state => ((TaskCompletionSource)state!).TrySetCanceled(), done))
                {
                    await done.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            else
            {
                done.TrySetResult();
            }
        }
        catch (SocketException exception)
        {
            Attempt = Attempt with { NativeErrorCode = exception.NativeErrorCode };
            return exception.SocketErrorCode;
        }

        if (done.Task.IsCanceled)
        {
            // Read before the socket goes: how many SYNs were sent is known only while it is still trying.
            ReadFacts();
            _socket.Dispose();
            return SocketError.OperationAborted;
        }

        SocketError error = arguments.SocketError;
        ReadFacts();
        if (error == SocketError.Success)
        {
            Attempt = Attempt with
            {
                LocalEndPoint = _socket.LocalEndPoint as IPEndPoint,
                // Not RemoteEndPoint: a peer that has reset by now has none, and asking for it throws.
                SelfConnected = _socket.LocalEndPoint is { } local && local.Equals(_endPoint),
            };
        }

        return error;
    }

    private void ReadFacts()
    {
        Platform.TcpFacts facts = _session.System.ReadConnect(_socket!);
        Attempt = Attempt with { IcmpErrors = facts.IcmpErrors, SynsSent = facts.SynsSent, RoundTripTime = facts.RoundTripTime };
    }
}
