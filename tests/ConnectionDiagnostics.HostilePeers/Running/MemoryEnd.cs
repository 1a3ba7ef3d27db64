namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A side of a connection in memory.</summary>
internal sealed class MemoryEnd(MemoryFlow incoming, MemoryFlow outgoing) : PlainStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => incoming.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => outgoing.WriteAsync(buffer, cancellationToken);
}
