using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>One direction of a connection, with as much under way as a system's buffers hold.</summary>
internal sealed class MemoryFlow
{
    private const int MostUnderWay = 64 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: MostUnderWay, resumeWriterThreshold: MostUnderWay / 2,
        useSynchronizationContext: false));

    private SocketError _failure;

    /// <summary>How many bytes were read.</summary>
    public long Taken { get; private set; }

    /// <summary>The first byte that was written.</summary>
    public byte? First { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _failure == SocketError.Success && _pipe.Reader.TryRead(out ReadResult ready) && Take(ready, buffer) is { } count ? new(count) : WaitAsync(buffer, cancellationToken);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ThrowIfFailed();
        if (!bytes.IsEmpty)
        {
            First ??= bytes.Span[0];
        }

        await _pipe.Writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        ThrowIfFailed();
    }

    public void End() => _pipe.Writer.Complete();

    /// <summary>Both who reads and who writes get an error, and what is under way is lost.</summary>
    public void Fail(SocketError error)
    {
        _failure = error;
        _pipe.Reader.CancelPendingRead();
        _pipe.Writer.CancelPendingFlush();
    }

    private async ValueTask<int> WaitAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            ThrowIfFailed();
            ReadResult result = await _pipe.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            ThrowIfFailed();
            if (Take(result, buffer) is { } count)
            {
                return count;
            }
        }
    }

    /// <returns><see langword="null"/> when there is nothing to take, and more may come.</returns>
    private int? Take(ReadResult result, Memory<byte> buffer)
    {
        if (result.Buffer.IsEmpty && !result.IsCompleted)
        {
            _pipe.Reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            return null;
        }

        ReadOnlySequence<byte> part = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, buffer.Length));
        int count = (int)part.Length;
        part.CopyTo(buffer.Span);
        Taken += count;
        // From here on the bytes are the pipe's again.
        _pipe.Reader.AdvanceTo(part.End);
        return count;
    }

    private void ThrowIfFailed()
    {
        if (_failure != SocketError.Success)
        {
            throw new IOException($"The connection fails: {_failure}.", new SocketException((int)_failure));
        }
    }
}
