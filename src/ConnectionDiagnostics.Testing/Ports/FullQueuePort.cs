using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Ports;

/// <summary>A listener that never accepts, and whose queue of connections to be accepted is full of its own.</summary>
internal sealed class FullQueuePort : IPort
{
    /// <summary>Far above the least backlog of any system.</summary>
    private const int MaxFillers = 512;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Socket _listener = LoopbackSocket.Bind();
    private readonly List<Socket> _fillers = [];

    private FullQueuePort()
    {
        EndPoint = LoopbackSocket.EndPointOf(_listener);
        _listener.Listen(0);
    }

    public IPEndPoint EndPoint { get; }

    public static async Task<IPort> OpenAsync(CancellationToken cancellationToken)
    {
        var port = new FullQueuePort();
        try
        {
            await port.FillAsync(cancellationToken).ConfigureAwait(false);
            return port;
        }
        catch
        {
            await port.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        // The listener first: so its end of the connections is reset, and no port is left in TIME_WAIT.
        _listener.Dispose();
        _fillers.ForEach(filler => filler.Dispose());
        return ValueTask.CompletedTask;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        while (_fillers.Count < MaxFillers && await AddAsync(cancellationToken).ConfigureAwait(false))
        {
            // On Linux the queue holds one connection more than the backlog, and the first one to arrive in it makes it full.
            if (OperatingSystem.IsLinux() && _listener.Poll(Patience, SelectMode.SelectRead))
            {
                return;
            }
        }
    }

    /// <returns>Whether there was room for one more.</returns>
    private async Task<bool> AddAsync(CancellationToken cancellationToken)
    {
        var filler = new Socket(EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _fillers.Add(filler);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await filler.ConnectAsync(EndPoint, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
