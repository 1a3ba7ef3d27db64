using System.Net.Sockets;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A connection in memory: what one side does, the other one sees on the same thread, before anything else happens.</summary>
internal sealed class MemoryWire : IWire
{
    private readonly MemoryFlow _toClient = new();
    private readonly MemoryFlow _toServer = new();

    public MemoryWire() => Stream = new MemoryEnd(_toServer, _toClient);

    public Stream Stream { get; }

    /// <summary>How many bytes the client has read.</summary>
    public long Read => _toClient.Taken;

    /// <summary>The first byte that the client has sent; <see langword="null"/> while there is none.</summary>
    public byte? FirstWord => _toServer.First;

    /// <summary>Another stream on the client's side of it.</summary>
    public Stream OpenClient() => new MemoryEnd(_toClient, _toServer);

    public void HalfClose() => _toClient.End();

    public void Close()
    {
        _toClient.End();
        _toServer.Fail(SocketError.Shutdown);
    }

    public void Reset()
    {
        _toClient.Fail(SocketError.ConnectionReset);
        _toServer.Fail(SocketError.ConnectionReset);
    }
}
