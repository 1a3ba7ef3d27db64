using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.Tests.Probes.Scripted;

/// <summary>A clock that goes in small steps, so that whatever a timer starts begins at that timer's own moment, and that knows who waits for when.</summary>
internal sealed class SteppedTime : FakeTimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a test waits for what must come; only a hang takes so long.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<SteppedTimer, TimeSpan> _due = new();

    public TimeSpan Elapsed => GetUtcNow() - Start;

    /// <summary>How many wait for a moment, in seconds from the start.</summary>
    public int WaitingFor(double seconds) => _due.Values.Count(due => due == TimeSpan.FromSeconds(seconds));

    /// <summary>Goes on to a moment, in seconds from the start. What the timers start runs on this thread until it waits again.</summary>
    public void RunTo(double seconds)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (Elapsed < TimeSpan.FromSeconds(seconds))
            {
                Advance(Step);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Lets other threads finish what they do at this moment, until something is the case.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var hang = new CancellationTokenSource(Hang);
        while (!condition())
        {
            hang.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>What must have ended by this moment of the clock; only what waits for a later one hangs.</summary>
    public static Task<T> EndOf<T>(Task<T> running) => running.WaitAsync(Hang);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this);
        timer.Start(base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period), dueTime, period);
        return timer;
    }

    internal void Note(SteppedTimer timer, TimeSpan dueTime) => _due[timer] = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : Elapsed + dueTime;

    internal void Forget(SteppedTimer timer) => _due.TryRemove(timer, out _);
}
