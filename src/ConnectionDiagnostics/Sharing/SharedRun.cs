namespace ConnectionDiagnostics.Sharing;

/// <summary>One diagnosis that several callers wait for. It ends early only when nobody waits any more.</summary>
internal sealed class SharedRun(TimeSpan maxAge) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _nobodyWaits = new();
    private Task<Diagnosis>? _running;
    private long _endedAt;
    private int _waiting;
    private bool _hasEnded;
    private bool _isGivenUp;

    /// <summary>Takes part in a run that goes on, or in its result when that is not too old.</summary>
    public bool TryJoin(TimeSpan limit, TimeProvider time)
    {
        lock (_lock)
        {
            if (_isGivenUp || (_hasEnded && !(_running is { IsCompletedSuccessfully: true } && time.GetElapsedTime(_endedAt) <= limit)))
            {
                return false;
            }

            _waiting++;
            return true;
        }
    }

    /// <summary>Whether it has ended, and longer ago than the caller who began it wanted to share.</summary>
    public bool IsStale(TimeProvider time)
    {
        lock (_lock)
        {
            return _hasEnded && time.GetElapsedTime(_endedAt) > maxAge;
        }
    }

    /// <summary>Begins it; called once, by the caller who made it.</summary>
    public void Begin(Func<CancellationToken, Task<Diagnosis>> diagnose, TimeProvider time) => _running = RunAsync(diagnose, time);

    /// <returns>The diagnosis, and how long ago it ended when that was before the caller came.</returns>
    public async Task<Diagnosis> WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        TimeSpan age = _running!.IsCompleted ? time.GetElapsedTime(_endedAt) : TimeSpan.Zero;
        try
        {
            Diagnosis diagnosis = await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
            return age > TimeSpan.Zero ? diagnosis with { Age = age } : diagnosis;
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose() => _nobodyWaits.Dispose();

    private async Task<Diagnosis> RunAsync(Func<CancellationToken, Task<Diagnosis>> diagnose, TimeProvider time)
    {
        // Off the stack and the lock of the caller who happened to be the first.
        await Task.Yield();
        try
        {
            return await diagnose(_nobodyWaits.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _endedAt = time.GetTimestamp();
                _hasEnded = true;
            }
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_waiting > 0 || _hasEnded)
            {
                return;
            }

            _isGivenUp = true;
        }

        _nobodyWaits.Cancel();
    }
}
