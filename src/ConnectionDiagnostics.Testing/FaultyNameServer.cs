using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Testing.Names;

namespace ConnectionDiagnostics.Testing;

/// <summary>A name server on a free loopback port that answers what the test tells it to, by UDP, until it is disposed.</summary>
/// <remarks>
/// The system's own resolver does not ask it: give <see cref="EndPoint"/> to what can be told its name servers, such as
/// <see cref="ConnectionDiagnoserOptions.NameServers"/>.
/// </remarks>
public sealed class FaultyNameServer : IAsyncDisposable
{
    private const int MaxDatagram = 4096;

    private readonly Socket _socket;
    private readonly Func<string, NameAnswer> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _questions = new();
    private readonly Task _answering;
    private int _disposed;

    private FaultyNameServer(Socket socket, Func<string, NameAnswer> answer)
    {
        _socket = socket;
        _answer = answer;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _answering = AnswerAllAsync();
    }

    /// <summary>Whom to ask: 127.0.0.1 and a port that the system chose.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The names asked for so far, in that order, in lower case. Each type of record is a question of its own.</summary>
    public IReadOnlyList<string> Questions => [.. _questions];

    /// <summary>Starts a server that answers every question alike.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The server; dispose it to free its port.</returns>
    /// <exception cref="SocketException">This machine has no free port or no loopback address.</exception>
    public static FaultyNameServer Start(NameAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Start(_ => answer);
    }

    /// <summary>Starts a server that answers by the name.</summary>
    /// <param name="answer">From a name, in lower case and without the last dot, to its answer. A question for which it throws gets SERVFAIL.</param>
    /// <returns>The server; dispose it to free its port.</returns>
    /// <exception cref="SocketException">This machine has no free port or no loopback address.</exception>
    public static FaultyNameServer Start(Func<string, NameAnswer> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return new FaultyNameServer(socket, answer);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Stops answering and frees the port.</summary>
    /// <returns>A task that ends when nothing of the server is left.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _answering.ConfigureAwait(false);
            _socket.Dispose();
            _stop.Dispose();
        }
    }

    private async Task AnswerAllAsync()
    {
        byte[] buffer = new byte[MaxDatagram];
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult got = await _socket.ReceiveFromAsync(buffer, anybody, _stop.Token).ConfigureAwait(false);
                if (NameQuestion.Parse(buffer.AsSpan(0, got.ReceivedBytes)) is { } question && Answer(question) is { } answer)
                {
                    await _socket.SendToAsync(answer, got.RemoteEndPoint, _stop.Token).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // Disposed; or whoever asked is gone, which Windows tells at the next receive.
            }
        }
    }

    private byte[]? Answer(NameQuestion question)
    {
        _questions.Enqueue(question.Name);
        try
        {
            return question.Answer(_answer(question.Name));
        }
#pragma warning disable CA1031 // It is the test's own function, and nobody here to tell: the client sees that the server failed.
        catch (Exception)
#pragma warning restore CA1031
        {
            return question.Answer(NameAnswer.ServerFailure);
        }
    }
}
