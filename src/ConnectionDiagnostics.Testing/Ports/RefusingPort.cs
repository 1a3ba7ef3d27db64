using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Ports;

/// <summary>Bound, but not listening: the system refuses connects, and gives the port to nobody else.</summary>
internal sealed class RefusingPort : IPort
{
    private readonly Socket _socket = LoopbackSocket.Bind();

    public RefusingPort() => EndPoint = LoopbackSocket.EndPointOf(_socket);

    public IPEndPoint EndPoint { get; }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
