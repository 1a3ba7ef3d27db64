namespace ConnectionDiagnostics.Tests.Probes.Proxies;

/// <summary>A proxy's answers, all of them there at once, and what was said to it.</summary>
internal sealed class AskedStream(params byte[] answers) : MemoryStream(answers, writable: false)
{
    public List<byte[]> Said { get; } = [];

    /// <summary>What happens after the last answer; <see langword="null"/> for a close.</summary>
    public Exception? End { get; init; }

    public override bool CanWrite => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        End is not null && Position == Length ? ValueTask.FromException<int>(End) : base.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Said.Add(buffer.ToArray());
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
