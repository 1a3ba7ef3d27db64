namespace ConnectionDiagnostics.Sharing;

/// <summary>
/// Those who take targets one after another: at first as many as there are processors, and one more whenever one begins to wait for the
/// network, up to the limit. Where every answer comes at once, more of them would only stand in each other's way.
/// </summary>
internal sealed class SweepWorkers(int limit, Func<SweepWorkers, Task> work)
{
    private readonly Lock _lock = new();
    private readonly List<Task> _running = [];

    /// <summary>Ends when all have; fails with the first failure.</summary>
    public async Task RunAsync()
    {
        for (int i = 0; i < Environment.ProcessorCount; i++)
        {
            AddOne();
        }

        // Whoever is added is added by one who still runs: when the last has ended, there are no more.
        for (int i = 0; TaskAt(i) is { } task; i++)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_running).ConfigureAwait(false);
    }

    public void AddOne()
    {
        lock (_lock)
        {
            if (_running.Count < limit)
            {
                _running.Add(Task.Run(() => work(this), CancellationToken.None));
            }
        }
    }

    private Task? TaskAt(int index)
    {
        lock (_lock)
        {
            return index < _running.Count ? _running[index] : null;
        }
    }
}
