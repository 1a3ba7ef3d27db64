using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>One TCP handshake with one address.</summary>
internal sealed class TcpDial : IDisposable
{
    private readonly IPEndPoint _endPoint;
    private readonly ProbeSession _session;
    private readonly int? _timeToLive;
    private Socket? _socket;

    public TcpDial(IPEndPoint endPoint, ProbeSession session, int? timeToLive = null)
    {
        _timeToLive = timeToLive;
        _endPoint = endPoint;
        _session = session;
        Attempt = new ConnectAttempt { Address = endPoint.Address, Port = endPoint.Port, Error = SocketError.NotConnected, TimeToLive = timeToLive };
    }

    /// <summary>What came of it.</summary>
    public ConnectAttempt Attempt { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>Dials until there is an answer, the time is up, or nobody waits for it any more.</summary>
    /// <param name="deadline">When the time is up, the attempt has timed out.</param>
    /// <param name="abandoned">When nobody waits any more, the attempt is open: it neither failed nor succeeded.</param>
    public async Task RunAsync(Deadline deadline, CancellationToken abandoned)
    {
        TimeSpan start = _session.Elapsed;
        TcpConnect result = await ConnectAsync(abandoned).ConfigureAwait(false);
        _socket = result.Socket;
        Attempt = Attempt with
        {
            Start = start,
            Duration = result.Duration,
            Error = result.Error != SocketError.OperationAborted ? result.Error
                : deadline.Token.IsCancellationRequested ? SocketError.TimedOut
                : SocketError.InProgress,
            NativeErrorCode = result.NativeErrorCode,
            FailedAtBind = result.FailedAtBind,
            LocalEndPoint = result.LocalEndPoint,
            SelfConnected = result.LocalEndPoint is { } local && local.Equals(_endPoint),
            IcmpErrors = result.IcmpErrors,
            SynsSent = result.SynsSent,
            RoundTripTime = result.RoundTripTime,
        };
        IsDone = true;
    }

    /// <summary>Several dials run side by side: one that the system fails in a way it should not must not take the others' sockets and timers with it.</summary>
    private async Task<TcpConnect> ConnectAsync(CancellationToken abandoned)
    {
        try
        {
            return await _session.System.ConnectAsync(_endPoint, _session.Request.LocalAddress, _timeToLive, _session.Time, abandoned).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new TcpConnect { Error = SocketError.OperationAborted };
        }
#pragma warning disable CA1031 // Out of memory, a library that cannot be loaded: whatever it is, there is no connection.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new TcpConnect { Error = SocketError.SocketError };
        }
    }

    /// <summary>Hands over the connected socket; the caller disposes it.</summary>
    public Socket? Take()
    {
        Socket? socket = Attempt.Connected ? _socket : null;
        _socket = socket is null ? _socket : null;
        if (socket is not null)
        {
            socket.NoDelay = true;
        }

        return socket;
    }

    public void Dispose() => _socket?.Dispose();
}
