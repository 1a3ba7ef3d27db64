namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>Tells the clock that something is done. What is there already costs no memory: it would be counted as the library's.</summary>
internal sealed class NotedStream(Stream inner, IdleTime time) : PlainStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        time.Note();
        ValueTask<int> read = inner.ReadAsync(buffer, cancellationToken);
        return read.IsCompletedSuccessfully ? read : NoteAsync(read);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        time.Note();
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        time.Note();
    }

    private async ValueTask<int> NoteAsync(ValueTask<int> read)
    {
        int count = await read.ConfigureAwait(false);
        time.Note();
        return count;
    }
}
