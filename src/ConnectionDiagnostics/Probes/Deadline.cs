namespace ConnectionDiagnostics.Probes;

/// <summary>A token that is cancelled when a time is up or when an outer token is.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _outer;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken outer)
    {
        _outer = outer;
        _source = new CancellationTokenSource(limit, time);
        _registration = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether it was the time that ended it, and not the outer token.</summary>
    public bool TimeIsUp => _source.IsCancellationRequested && !_outer.IsCancellationRequested;

    public void Dispose()
    {
        // Waits for a cancellation that is just running: it needs the source.
        _registration.Dispose();
        _source.Dispose();
    }
}
