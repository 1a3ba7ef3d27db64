using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>A server that sends back whatever it was told, in every place of an answer: what was secret comes back as if it were the server's own.</summary>
internal sealed class EchoingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private readonly Func<string, string> _answer;

    private EchoingServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers in HTTP, with the request in the reason, in headers and in the body.</summary>
    public static EchoingServer InHttp(string status) => new(request =>
    {
        string line = request.Split("\r\n")[0];
        string all = Uri.UnescapeDataString(request).ReplaceLineEndings(" ");
        string query = line.Contains('?', StringComparison.Ordinal) ? line[line.IndexOf('?', StringComparison.Ordinal)..] : "";
        return $"HTTP/1.1 {status} {line}\r\nServer: {line}\r\nX-Powered-By: {all}\r\nVia: 1.1 {line}\r\nLocation: http://{line}/{query}#{query}\r\n"
            + $"WWW-Authenticate: Basic realm=\"{all}\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Type: {all}\r\n\r\n{request}{all}";
    });

    /// <summary>Answers with what it was told, and nothing else.</summary>
    public static EchoingServer Plainly() => new(request => request);

    /// <summary>Asks for a login first, and then answers with what it was told.</summary>
    public static EchoingServer AfterLogin() => new(request => request.Contains("Proxy-Authorization", StringComparison.OrdinalIgnoreCase)
        ? request
        : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var answering = new List<Task>();
        try
        {
            while (true)
            {
                answering.Add(AnswerAsync(await _listener.AcceptSocketAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(answering);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                byte[] buffer = new byte[8192];
                int count;
                while ((count = await socket.ReceiveAsync(buffer, _end.Token)) > 0)
                {
                    await socket.SendAsync(Encoding.Latin1.GetBytes(_answer(Encoding.Latin1.GetString(buffer, 0, count))), _end.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The client has hung up, or the test has ended.
            }
        }
    }
}
