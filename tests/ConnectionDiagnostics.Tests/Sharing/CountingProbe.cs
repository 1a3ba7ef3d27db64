namespace ConnectionDiagnostics.Tests.Sharing;

/// <summary>Runs once in each diagnosis that probes: it counts them, and holds them when it is told to.</summary>
internal sealed class CountingProbe : IConnectionProbe
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private bool _holds;
    private int _now;

    public string Name => "counting";

    public int Runs { get; private set; }

    public int MostAtOnce { get; private set; }

    public Task Begun => _begun.Task;

    public Task Cancelled => _cancelled.Task;

    public void Hold() => _holds = true;

    public void Release() => _released.TrySetResult();

    public async Task<IReadOnlyList<Finding>> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Runs++;
            _now++;
            MostAtOnce = Math.Max(MostAtOnce, _now);
        }

        _begun.TrySetResult();
        try
        {
            if (_holds)
            {
                await _released.Task.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
        finally
        {
            lock (_lock)
            {
                _now--;
            }
        }

        return [];
    }
}
