namespace ConnectionDiagnostics.Sharing;

/// <summary>
/// Thousands of callers that fail against one dependency get one diagnosis: those who come while it runs wait for it, those who come soon
/// after get it with its age.
/// </summary>
internal sealed class DiagnosisShare(Func<DiagnosisRequest, CancellationToken, Task<Diagnosis>> diagnose, TimeProvider time)
{
    /// <summary>A diagnosis with its evidence has some 20 KiB.</summary>
    private const int MaxKept = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<ShareKey, SharedRun> _runs = [];

    public Task<Diagnosis> GetAsync(DiagnosisRequest request, CancellationToken cancellationToken)
    {
        var key = ShareKey.Of(request);
        SharedRun? run;
        lock (_lock)
        {
            if (!_runs.TryGetValue(key, out run) || !run.TryJoin(request.MaxAge, time))
            {
                MakeRoom();
#pragma warning disable CA2000 // A source of cancellation without a timer holds nothing; waiters may still use it when the run is forgotten.
                run = new SharedRun(request.MaxAge);
#pragma warning restore CA2000
                run.TryJoin(request.MaxAge, time);
                _runs[key] = run;
                run.Begin(token => diagnose(request, token), time);
            }
        }

        return run.WaitAsync(time, cancellationToken);
    }

    /// <summary>Forgets what nobody would be given any more, and of the rest as much as is needed.</summary>
    private void MakeRoom()
    {
        foreach ((ShareKey key, SharedRun run) in _runs)
        {
            if (run.IsStale(time) || _runs.Count >= MaxKept)
            {
                _runs.Remove(key);
            }
        }
    }
}
