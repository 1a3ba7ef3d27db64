using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>A peer in memory: sends its pieces one a read, each after a while, and then ends as it is told. Keeps what it is sent.</summary>
internal sealed class PeerStream(FakeTimeProvider time, IEnumerable<byte[]> pieces, PeerEnd end, TimeSpan pause = default) : Stream
{
    private readonly IEnumerator<byte[]> _pieces = pieces.GetEnumerator();
    private readonly MemoryStream _sent = new();

    public byte[] Sent => _sent.ToArray();

    public int ReadBytes { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (pause > TimeSpan.Zero)
        {
            // Small steps, so that a deadline in between is kept.
            for (TimeSpan left = pause; left > TimeSpan.Zero && !cancellationToken.IsCancellationRequested; left -= TimeSpan.FromMilliseconds(50))
            {
                time.Advance(TimeSpan.FromMilliseconds(50));
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        if (_pieces.MoveNext())
        {
            byte[] piece = _pieces.Current[..Math.Min(_pieces.Current.Length, buffer.Length)];
            piece.CopyTo(buffer);
            ReadBytes += piece.Length;
            return piece.Length;
        }

        switch (end)
        {
            case PeerEnd.Close:
                return 0;
            case PeerEnd.Reset:
                throw new IOException("reset");
            default:
                while (!cancellationToken.IsCancellationRequested)
                {
                    time.Advance(TimeSpan.FromMilliseconds(50));
                }

                await Task.FromCanceled(cancellationToken);
                return 0;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _sent.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
