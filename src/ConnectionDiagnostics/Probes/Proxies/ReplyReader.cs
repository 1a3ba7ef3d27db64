using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Speaks with a proxy byte for byte: never reads past an answer, because what follows it is the target's; bounded in bytes and by a deadline.</summary>
internal sealed class ReplyReader(Stream stream, CancellationToken deadline)
{
    /// <summary>As much as an HTTP client takes for the head of an answer.</summary>
    private const int MaxBytes = 16 * 1024;

    private readonly byte[] _buffer = new byte[MaxBytes];

    private int _count;

    /// <summary>What the proxy has sent so far.</summary>
    public ReadOnlyMemory<byte> Received => _buffer.AsMemory(0, _count);

    public async Task<ExchangeResult> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await stream.WriteAsync(bytes, deadline).ConfigureAwait(false);
            await stream.FlushAsync(deadline).ConfigureAwait(false);
            return ExchangeResult.Answered;
        }
        catch (OperationCanceledException)
        {
            return ExchangeResult.Silent;
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            return ExchangeResult.Reset;
        }
    }

    // A head is read byte for byte: what has come already costs no memory.

    /// <summary>Reads so many bytes more; less only when the result is not <see cref="ExchangeResult.Answered"/>.</summary>
    public async ValueTask<ExchangeResult> ReadAsync(int count)
    {
        int end = Math.Min(_count + count, MaxBytes);
        while (_count < end)
        {
            ExchangeResult result = await ReadSomeAsync(end - _count, deadline).ConfigureAwait(false);
            if (result != ExchangeResult.Answered)
            {
                return result;
            }
        }

        return ExchangeResult.Answered;
    }

    /// <summary>Reads to the end of the head of an HTTP answer, or to the end of the first line of what is none.</summary>
    public async ValueTask<ExchangeResult> ReadHeadAsync()
    {
        while (_count < MaxBytes && HttpHead.FindEnd(Received.Span) < 0)
        {
            ExchangeResult result = await ReadAsync(1).ConfigureAwait(false);
            if (result != ExchangeResult.Answered || IsNoHttp())
            {
                return result;
            }
        }

        return ExchangeResult.Answered;
    }

    /// <summary>Reads what comes within a short time, up to a limit: the start of an error page.</summary>
    public async Task ReadPageAsync(int limit, TimeSpan patience, TimeProvider time)
    {
        int end = Math.Min(_count + limit, MaxBytes);
        using var rest = new Deadline(patience, time, deadline);
        while (_count < end && await ReadSomeAsync(end - _count, rest.Token).ConfigureAwait(false) == ExchangeResult.Answered)
        {
        }
    }

    private async ValueTask<ExchangeResult> ReadSomeAsync(int count, CancellationToken limit)
    {
        try
        {
            int read = await stream.ReadAsync(_buffer.AsMemory(_count, count), limit).ConfigureAwait(false);
            _count += read;
            return read > 0 ? ExchangeResult.Answered : ExchangeResult.Closed;
        }
        catch (OperationCanceledException)
        {
            return ExchangeResult.Silent;
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            return ExchangeResult.Reset;
        }
    }

    private bool IsNoHttp()
    {
        ReadOnlySpan<byte> start = Received.Span;
        return !start.StartsWith("HTTP/"u8) && !"HTTP/"u8.StartsWith(start);
    }

    private static bool IsEnd(Exception exception) => exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException;
}
