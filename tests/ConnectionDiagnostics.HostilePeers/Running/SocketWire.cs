using System.Net.Sockets;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A real connection.</summary>
internal sealed class SocketWire(Socket socket) : IWire
{
    public Stream Stream { get; } = new NetworkStream(socket, ownsSocket: false);

    public void HalfClose() => socket.Shutdown(SocketShutdown.Send);

    public void Close() => socket.Dispose();

    public void Reset()
    {
        // Closing without lingering sends a reset.
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }
}
