using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>A connection that takes a server's place, and that the server has answered on.</summary>
internal sealed class HeldConnection : IAsyncDisposable
{
    private readonly TcpClient _client = new();

    public async Task OpenAsync(int port, ReadOnlyMemory<byte> words)
    {
        await _client.ConnectAsync(IPAddress.Loopback, port);
        await _client.GetStream().WriteAsync(words);
        byte[] answer = new byte[256];
        if (await _client.GetStream().ReadAsync(answer) == 0)
        {
            throw new ServerStartException($"{port} closed a connection that was to be held");
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
