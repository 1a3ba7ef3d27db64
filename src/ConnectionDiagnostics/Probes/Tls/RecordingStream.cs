namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>Passes everything through, keeps the first bytes that the peer sent, and ends a peer that sends without end.</summary>
/// <remarks><see cref="System.Net.Security.SslStream"/> hides what it could not read; the first bytes say what the peer speaks.</remarks>
internal sealed class RecordingStream(Stream inner, int limit = RecordingStream.MaxRead) : Stream
{
    private const int Kept = 64;

    /// <summary>A handshake with a long certificate chain takes a few KiB. OpenSSL itself takes no chain beyond 100 KiB, and says so: that is let through.</summary>
    public const int MaxRead = 256 * 1024;

    private readonly byte[] _first = new byte[Kept];
    private AlertWatch _alerts;
    private int _keptCount;
    private int _readCount;

    public ReadOnlyMemory<byte> FirstBytes => _first.AsMemory(0, _keptCount);

    public bool PeerClosed { get; private set; }

    /// <summary>The last alert that the peer sent in plain.</summary>
    public int? Alert => _alerts.Alert;

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
        if (_readCount >= limit)
        {
            return 0;
        }

        int count = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, limit - _readCount)], cancellationToken).ConfigureAwait(false);
        Keep(buffer.Span[..count]);
        PeerClosed |= count == 0 && buffer.Length > 0;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _readCount += bytes.Length;
        _alerts.Read(bytes);
        ReadOnlySpan<byte> kept = bytes[..Math.Min(bytes.Length, Kept - _keptCount)];
        kept.CopyTo(_first.AsSpan(_keptCount));
        _keptCount += kept.Length;
    }
}
