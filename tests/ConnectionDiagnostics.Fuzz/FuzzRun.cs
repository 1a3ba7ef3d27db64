using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ConnectionDiagnostics.Fuzz;

/// <summary>Feeds targets, and keeps the counts. One for the whole run.</summary>
/// <remarks>
/// <c>CONDIAG_FUZZ_SECONDS</c>: for all targets together, 10 when it is not set. <c>CONDIAG_FUZZ_SEED</c>: the seed that a failure names, to see it again.
/// </remarks>
public sealed class FuzzRun : IAsyncLifetime
{
    private const int DefaultSeconds = 10;

    /// <summary>No input takes as long unless it never ends; a loaded machine is given its time.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<FuzzCount> _counts = new();

    internal static TimeSpan Total { get; } = TimeSpan.FromSeconds(Setting("CONDIAG_FUZZ_SECONDS") ?? DefaultSeconds);

    internal static int Seed { get; } = Setting("CONDIAG_FUZZ_SEED") ?? Random.Shared.Next();

    internal IReadOnlyList<FuzzCount> Counts => [.. _counts];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Feeds a target for its share of the time.</summary>
    internal async Task<FuzzCount> FeedAsync(FuzzTarget target, TimeSpan time)
    {
        var count = new FuzzCount { Target = target };
        byte[] current = [];
        long begun = 0;
        using var stop = new CancellationTokenSource();
        Task feeding = Task.Factory.StartNew(
            () =>
            {
                var grammar = new ByteGrammar(new Random(Seed));
                var watch = Stopwatch.StartNew();
                // A first input compiles the code: it is no measure.
                target.Run(target.Make(grammar));
                while (watch.Elapsed < time && !stop.IsCancellationRequested)
                {
                    current = target.Make(grammar);
                    Volatile.Write(ref begun, Stopwatch.GetTimestamp());
                    FeedOne(target, current, count, Volatile.Read(ref begun));
                }

                count.Time = watch.Elapsed;
                Volatile.Write(ref begun, 0);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (await Task.WhenAny(feeding, Task.Delay(TimeSpan.FromSeconds(1))) != feeding)
        {
            long since = Volatile.Read(ref begun);
            Assert.False(since != 0 && Stopwatch.GetElapsedTime(since) > HangLimit, $"{target.Name} does not end on {Show(current)} (seed {Seed})");
        }

        await feeding;
        _counts.Enqueue(count);
        return count;
    }

    private static void FeedOne(FuzzTarget target, byte[] input, FuzzCount count, long begun)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Run(input);
        }
        catch (Exception exception)
        {
            throw new Xunit.Sdk.XunitException($"{target.Name}, input {count.Inputs} of seed {Seed}: {exception.GetType().Name}: {exception.Message}\non {Show(input)}", exception);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long limit = target.MostAllocated.Fixed + (target.MostAllocated.PerByte * input.Length);
        Assert.True(allocated <= limit, $"{target.Name}, input {count.Inputs} of seed {Seed} allocates {allocated} bytes, more than {limit}, on {Show(input)}");
        TimeSpan elapsed = Stopwatch.GetElapsedTime(begun);
        count.Inputs++;
        count.Bytes += input.Length;
        count.Longest = Math.Max(count.Longest, input.Length);
        count.MostAllocated = Math.Max(count.MostAllocated, allocated);
        count.Slowest = elapsed > count.Slowest ? elapsed : count.Slowest;
    }

    private static string Show(byte[] input)
    {
        const int Shown = 2048;
        return $"{input.Length} bytes: {Convert.ToHexString(input.AsSpan(0, Math.Min(input.Length, Shown)))}{(input.Length > Shown ? "…" : "")}";
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;
}
