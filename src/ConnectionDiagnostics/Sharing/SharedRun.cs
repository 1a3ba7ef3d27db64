namespace ConnectionDiagnostics.Sharing;

/// <summary>One diagnosis that several callers wait for. It ends early only when nobody waits any more.</summary>
internal sealed class SharedRun(TimeSpan maxAge) : IDisposable
{
    /// <summary>
    /// Whoever fails after the diagnosis has found nothing wrong is not told that there is nothing wrong; only those are that failed together with the others.
    /// </summary>
    private static readonly TimeSpan MaxAgeOfSuccess = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _nobodyWaits = new();
    private Task<Diagnosis>? _running;
    private ConnectionOutcome? _outcome;
    private long _endedAt;
    private int _waiting;
    private bool _hasEnded;
    private bool _isGivenUp;

    /// <summary>Takes part in a run that goes on, or in its result when that is not too old.</summary>
    public bool TryJoin(TimeSpan limit, TimeProvider time)
    {
        lock (_lock)
        {
            if (_isGivenUp || (_hasEnded && !(_outcome is not null && time.GetElapsedTime(_endedAt) <= Within(limit))))
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

    private TimeSpan Within(TimeSpan limit) => _outcome == ConnectionOutcome.Connected && limit > MaxAgeOfSuccess ? MaxAgeOfSuccess : limit;

    private async Task<Diagnosis> RunAsync(Func<CancellationToken, Task<Diagnosis>> diagnose, TimeProvider time)
    {
        // Off the stack and the lock of the caller who happened to be the first.
        await Task.Yield();
        ConnectionOutcome? outcome = null;
        try
        {
            Diagnosis diagnosis = await diagnose(_nobodyWaits.Token).ConfigureAwait(false);
            outcome = diagnosis.Outcome;
            return diagnosis;
        }
        finally
        {
            lock (_lock)
            {
                _outcome = outcome;
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
