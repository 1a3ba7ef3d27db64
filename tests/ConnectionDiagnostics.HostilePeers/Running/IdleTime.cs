using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A clock that stands while anything is done, and goes on to the next timer when all only wait: ten seconds of silence take a moment.</summary>
internal sealed class IdleTime : FakeTimeProvider
{
    /// <summary>So long without anything done, and all wait.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMicroseconds(60);

    /// <summary>Only a hang takes so long.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<IdleTimer, DateTimeOffset> _due = new();
    private long _activity;

    public TimeSpan Elapsed => GetUtcNow() - Start;

    /// <summary>How many timers nobody has disposed of.</summary>
    public int Timers => _due.Count;

    /// <summary>Goes on, whenever all wait, until something has ended.</summary>
    /// <exception cref="TimeoutException">It does not end.</exception>
    public async Task<T> RunAsync<T>(Task<T> running)
    {
        var watch = Stopwatch.StartNew();
        while (!running.IsCompleted)
        {
            if (IsQuiet(running))
            {
                DateTimeOffset next = _due.Values.DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
                if (next != DateTimeOffset.MaxValue)
                {
                    Note();
                    Advance(next > GetUtcNow() ? next - GetUtcNow() : TimeSpan.Zero);
                }
            }

            if (watch.Elapsed > Hang)
            {
                throw new TimeoutException($"after {Elapsed} of the clock it still runs");
            }
        }

        return await running.ConfigureAwait(false);
    }

    /// <summary>Something is done.</summary>
    public void Note() => Interlocked.Increment(ref _activity);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Note();
        var timer = new IdleTimer(this);
        timer.Start(
            base.CreateTimer(
                passed =>
                {
                    _due.TryUpdate(timer, DateTimeOffset.MaxValue, _due.GetValueOrDefault(timer));
                    callback(passed);
                },
                state, Timeout.InfiniteTimeSpan, period),
            dueTime, period);
        return timer;
    }

    private bool IsQuiet(Task running)
    {
        long before = Volatile.Read(ref _activity);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Quiet || ThreadPool.PendingWorkItemCount > 0)
        {
            Thread.Yield();
            if (running.IsCompleted)
            {
                return false;
            }
        }

        return before == Volatile.Read(ref _activity);
    }

    private sealed class IdleTimer(IdleTime time) : ITimer
    {
        private ITimer? _timer;

        public void Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
        {
            _timer = timer;
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Note();
            time._due[this] = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time.GetUtcNow() + dueTime;
            return _timer!.Change(dueTime, period);
        }

        public void Dispose()
        {
            time._due.TryRemove(this, out _);
            _timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
