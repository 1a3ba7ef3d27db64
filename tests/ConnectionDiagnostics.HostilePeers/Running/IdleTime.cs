using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A clock that stands while anything is done, and goes on to the next timer when all only wait: ten seconds of silence take a moment.</summary>
internal sealed class IdleTime : FakeTimeProvider
{
    /// <summary>So often nothing is seen to run, and all wait.</summary>
    private const int Looks = 3;

    /// <summary>A thread that is busy for so long without a word to anybody is not the library's.</summary>
    private static readonly TimeSpan MostBusy = TimeSpan.FromMilliseconds(50);

    /// <summary>Only a hang takes so long.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<IdleTimer, DateTimeOffset> _due = new();
    private long _activity;

    public IdleTime() => OfPeers = new PeerTime(this);

    public TimeProvider OfPeers { get; }

    public TimeSpan Elapsed => GetUtcNow() - Start;

    /// <summary>How many timers nobody has disposed of.</summary>
    public int Timers => _due.Keys.Count(timer => !timer.IsOfPeer);

    /// <summary>Goes on, whenever all wait, until something has ended.</summary>
    /// <exception cref="TimeoutException">It does not end.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> begin)
    {
        // Without a context what is awaited goes on where it was ended: on this thread, nearly always.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return await RunToEnd(begin()).ConfigureAwait(false);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private Task<T> RunToEnd<T>(Task<T> running)
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

        return running;
    }

    /// <summary>Something is done.</summary>
    public void Note() => Interlocked.Increment(ref _activity);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        StartTimer(callback, state, dueTime, period, isOfPeer: false);

    private IdleTimer StartTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, bool isOfPeer)
    {
        Note();
        var timer = new IdleTimer(this, isOfPeer);
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

    /// <summary>Whether nothing is running and nothing waits to run: not on the pool's threads, and on this one only this.</summary>
    private bool IsQuiet(Task running)
    {
        long before = Volatile.Read(ref _activity);
        long start = Stopwatch.GetTimestamp();
        for (int quiet = 0; quiet < Looks;)
        {
            Thread.Yield();
            ThreadPool.GetMaxThreads(out int most, out _);
            ThreadPool.GetAvailableThreads(out int free, out _);
            bool isBusy = ThreadPool.PendingWorkItemCount > 0 || most - free > (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
            quiet = isBusy ? 0 : quiet + 1;
            if (running.IsCompleted || Stopwatch.GetElapsedTime(start) > MostBusy)
            {
                break;
            }
        }

        return before == Volatile.Read(ref _activity);
    }

    /// <summary>The same clock for the peers: their timers are their own affair.</summary>
    private sealed class PeerTime(IdleTime time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.StartTimer(callback, state, dueTime, period, isOfPeer: true);
    }

    private sealed class IdleTimer(IdleTime time, bool isOfPeer) : ITimer
    {
        private ITimer? _timer;

        public bool IsOfPeer => isOfPeer;

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
