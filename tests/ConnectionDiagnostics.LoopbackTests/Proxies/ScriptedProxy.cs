using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.LoopbackTests.Proxies;

/// <summary>A proxy on loopback that answers each message of a client as a test says.</summary>
internal sealed class ScriptedProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<byte[], byte[]?> _answer;
    private readonly Task _accepting;

    /// <param name="answer">From a client's message to the answer: <see langword="null"/> hangs up, nothing stays silent.</param>
    public ScriptedProxy(Func<byte[], byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything that clients said, in the order in which it came.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>Answers CONNECT and requests to forward with a text, and what is no request to a proxy with 400.</summary>
    public static ScriptedProxy Http(string answer) => new(message => Encoding.Latin1.GetString(message) switch
    {
        var text when text.StartsWith("CONNECT ", StringComparison.Ordinal) || text.StartsWith("GET http://", StringComparison.Ordinal) => Encoding.Latin1.GetBytes(answer),
        var text when text.StartsWith("GET /", StringComparison.Ordinal) => "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
        _ => null,
    });

    /// <summary>Takes the method "none" and answers the request with a reply code.</summary>
    public static ScriptedProxy Socks5(byte reply) => new(message => message switch
    {
        [5, _, 0, ..] when message.Length <= 4 => [5, 0],
        [5, 1, 0, ..] => [5, reply, 0, 1, 0, 0, 0, 0, 0, 0],
        _ => null,
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.Add(ServeAsync(await _listener.AcceptSocketAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[4096];
            try
            {
                int count;
                while ((count = await socket.ReceiveAsync(buffer, _end.Token)) > 0)
                {
                    lock (Heard)
                    {
                        Heard.Add(Encoding.Latin1.GetString(buffer, 0, count));
                    }

                    if (_answer(buffer[..count]) is not { } answer)
                    {
                        socket.Shutdown(SocketShutdown.Both);
                        return;
                    }

                    await socket.SendAsync(answer, _end.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The client or the test has ended.
            }
        }
    }
}
