namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>Counts what is read of a connection, and notes whether TLS is spoken on it.</summary>
internal sealed class CountingStream(Stream inner, CountingStream.Count total) : PlainStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        total.Read += count;
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        total.First ??= buffer.IsEmpty ? null : buffer.Span[0];
        return inner.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>What is counted; a connection may have several streams, one after the other.</summary>
    internal sealed class Count
    {
        public long Read { get; set; }

        public byte? First { get; set; }
    }
}
