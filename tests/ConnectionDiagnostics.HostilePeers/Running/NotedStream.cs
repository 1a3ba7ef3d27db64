namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>Tells the clock that something is done.</summary>
internal sealed class NotedStream(Stream inner, IdleTime time) : PlainStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        time.Note();
        int count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        time.Note();
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        time.Note();
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        time.Note();
    }
}
