namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What has come so far, in a buffer that grows as it is needed, and never beyond its limit.</summary>
internal sealed class AnswerBuffer(int first, int limit)
{
    private byte[] _bytes = new byte[first];
    private int _count;

    public Memory<byte> Received => _bytes.AsMemory(0, _count);

    public bool IsFull => _count >= limit;

    /// <summary>Reads what comes next. False when the peer has ended its side.</summary>
    public async ValueTask<bool> ReadFromAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (_count == _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(_bytes.Length * 4, limit));
        }

        int count = await stream.ReadAsync(_bytes.AsMemory(_count), cancellationToken).ConfigureAwait(false);
        _count += count;
        return count > 0;
    }
}
