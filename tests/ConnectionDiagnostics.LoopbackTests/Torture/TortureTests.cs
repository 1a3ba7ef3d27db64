using System.Collections.Concurrent;

namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>
/// Each call that a diagnosis makes to the machine fails, one at a time and then in random pairs, in every way in which it can: there is always a diagnosis,
/// nothing is left behind, and who knows less is not surer.
/// </summary>
public sealed class TortureTests
{
    private const int Pairs = 60;

    public static TheoryData<string> Names { get; } =
    [
        "nothing listens, ws", "listens on another address", "WebSocket works", "closes at once", "ws to SSH", "wss to a self-signed certificate", "a name", "a proxy",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_call_may_fail(string name)
    {
        await using TortureScene scene = await TortureScene.StartAsync(name, Cancellation);
        Dictionary<CauseCode, Likelihood> sound = [];
        List<SeamCall> calls = [];
        for (int i = 0; i < 2; i++)
        {
            TorturedDiagnosis untouched = await scene.DiagnoseAsync(new Dictionary<SeamCall, SeamFault>(), Cancellation);
            calls = [.. calls.Union(untouched.Calls)];
            foreach (Cause cause in untouched.Diagnosis.Causes)
            {
                sound[cause.Code] = sound.TryGetValue(cause.Code, out Likelihood before) && before > cause.Likelihood ? before : cause.Likelihood;
            }
        }

        List<(SeamCall Call, SeamFault Fault)> faults = [.. calls.SelectMany(call => SeamFaults.Of(call.Member).Select(fault => (call, fault)))];
        int seed = Environment.TickCount;
        var random = new Random(seed);
        IEnumerable<Dictionary<SeamCall, SeamFault>> singles = faults.Select(fault => new Dictionary<SeamCall, SeamFault> { [fault.Call] = fault.Fault });
        List<Dictionary<SeamCall, SeamFault>> pairs = [.. Enumerable.Range(0, Pairs).Select(_ => new Dictionary<SeamCall, SeamFault>(
            random.GetItems([.. faults], 2).DistinctBy(fault => fault.Call).Select(fault => KeyValuePair.Create(fault.Call, fault.Fault))))];

        var found = new ConcurrentQueue<string>();
        int injected = 0;
        await Parallel.ForEachAsync(singles.Concat(pairs), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (plan, stop) =>
        {
            string faults = string.Join(" and ", plan.Select(pair => $"{pair.Key} {pair.Value}"));
            try
            {
                TorturedDiagnosis tortured = await scene.DiagnoseAsync(plan, stop);
                Interlocked.Add(ref injected, tortured.Injected);
                foreach (string fault in tortured.Faults(sound, plan.Values.Any(fault => fault.IsAnotherTruth)))
                {
                    found.Enqueue($"{faults}: {fault}");
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                found.Enqueue($"{faults}: {exception}");
            }
        });

        TestContext.Current.SendDiagnosticMessage("{0}: {1} calls, {2} faults injected, seed {3}", name, calls.Count, injected, seed);
        injected.Should().BeGreaterThan(calls.Count);
        found.Should().BeEmpty($"seed {seed}");
    }

    /// <summary>
    /// Whoever cancels gets <see cref="OperationCanceledException"/> with his own token, whatever is under way; only where the diagnosis was as good as
    /// made is it given. Neither leaves a socket or a timer.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_call_may_be_the_moment_of_the_cancellation(string name)
    {
        await using TortureScene scene = await TortureScene.StartAsync(name, Cancellation);
        TorturedDiagnosis untouched = await scene.DiagnoseAsync(new Dictionary<SeamCall, SeamFault>(), Cancellation);
        int threw = 0;
        foreach (SeamCall moment in untouched.Calls)
        {
            CancelledDiagnosis cancelled = await scene.CancelAsync(moment);

            cancelled.Sockets.Should().Be(0, $"sockets after {moment}");
            cancelled.Timers.Should().Be(0, $"timers after {moment}");
            threw += cancelled.Threw ? 1 : 0;
        }

        threw.Should().BeGreaterThan(untouched.Calls.Count / 2);
    }
}
