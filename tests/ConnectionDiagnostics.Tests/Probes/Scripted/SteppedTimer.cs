namespace ConnectionDiagnostics.Tests.Probes.Scripted;

/// <summary>A timer whose clock knows when it is due.</summary>
internal sealed class SteppedTimer(SteppedTime time) : ITimer
{
    private ITimer? _timer;

    public void Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
    {
        _timer = timer;
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        time.Note(this, dueTime);
        return _timer!.Change(dueTime, period);
    }

    public void Dispose()
    {
        time.Forget(this);
        _timer!.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
