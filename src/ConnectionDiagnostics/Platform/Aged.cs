namespace ConnectionDiagnostics.Platform;

/// <summary>Something that is read again only when what was read has become too old; by one thread for all.</summary>
internal sealed class Aged<T>(TimeSpan maxAge, TimeProvider time, Func<T> read)
    where T : class
{
    private readonly Lock _lock = new();
    private T? _value;
    private long _readAt;

    public T Get()
    {
        lock (_lock)
        {
            return _value is { } value && time.GetElapsedTime(_readAt) <= maxAge ? value : ReadAgain();
        }
    }

    /// <summary>What is so now: read after the call, by this thread or by another one that came later.</summary>
    public T GetNew()
    {
        lock (_lock)
        {
            return ReadAgain();
        }
    }

    private T ReadAgain()
    {
        // The age counts from before the look: it saw nothing that came later than its end, and maybe nothing after its beginning.
        _readAt = time.GetTimestamp();
        return _value = read();
    }
}
