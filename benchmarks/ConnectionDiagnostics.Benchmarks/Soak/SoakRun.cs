using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace ConnectionDiagnostics.Benchmarks.Soak;

/// <summary>
/// Diagnoses of mixed outcome, many at once, some cancelled at a random moment, some through a failing connect of the application's own; every
/// tenth of the time all of them are let end, and what the process then holds is counted. Fails when something grows, when an outcome is wrong, or
/// when anything but the caller's own cancellation is thrown.
/// </summary>
internal static class SoakRun
{
    private const int Workers = 8;
    private const int Phases = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(TimeSpan time, string? file)
    {
        int seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        using Process servers = StartServers();
        List<(string Outcome, ConnectionTarget Target)> targets = await ReadTargetsAsync(servers);
        var tally = new SoakTally();
        await using var diagnoser = new ConnectionDiagnoser(new ConnectionDiagnoserOptions { MaxConcurrentDiagnoses = Workers, MaxSharedDiagnosesPerMinute = 1_000_000 });
        var samples = new List<SoakSample>();
        Console.WriteLine(Heading);
        for (int phase = 0; phase < Phases; phase++)
        {
            using var over = new CancellationTokenSource(time / Phases);
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker =>
                Task.Run(() => WorkAsync(diagnoser, targets, new Random(HashCode.Combine(seed, phase, worker)), tally, over.Token))));
            samples.Add(SoakSample.Take(tally.Diagnoses));
            Console.WriteLine(samples[^1]);
        }

        servers.StandardInput.Close();
        await servers.WaitForExitAsync();
        List<string> faults = [.. tally.Faults, .. Grown(samples)];
        string report = Report(time, seed, tally, samples, faults);
        Console.WriteLine(report);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, report);
        }

        return faults.Count == 0 ? 0 : 1;
    }

    private static string Heading => "| diagnoses | descriptors | threads | timers | heap, KiB | working set, MiB |\n|---|---|---|---|---|---|";

    private static Process StartServers()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // With the host as the program, its first argument is this assembly.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SoakRun).Assembly.Location);
        }

        start.ArgumentList.Add("soak-servers");
        return Process.Start(start)!;
    }

    private static async Task<List<(string Outcome, ConnectionTarget Target)>> ReadTargetsAsync(Process servers)
    {
        var targets = new List<(string, ConnectionTarget)>();
        while (await servers.StandardOutput.ReadLineAsync() is { Length: > 0 } line)
        {
            string[] parts = line.Split(' ');
            targets.AddRange(Enumerable.Repeat((parts[1], ConnectionTarget.Parse(parts[2])), int.Parse(parts[0], CultureInfo.InvariantCulture)));
        }

        // Mixed, so that a part of them is a mixture as well.
        Random.Shared.Shuffle(CollectionsMarshal.AsSpan(targets));
        return targets;
    }

    private static async Task WorkAsync(
        ConnectionDiagnoser diagnoser, List<(string Outcome, ConnectionTarget Target)> targets, Random random, SoakTally tally, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            (string outcome, ConnectionTarget target) = targets[random.Next(targets.Count)];
            bool cancels = random.Next(5) == 0;
            using var cancellation = new CancellationTokenSource();
            if (cancels)
            {
                // From before it begins to some milliseconds into it, which is after the end of most.
                switch (random.Next(3))
                {
                    case 0:
                        await cancellation.CancelAsync();
                        break;
                    case 1:
                        cancellation.CancelAfter(random.Next(20));
                        break;
                    default:
                        _ = Task.Run(cancellation.Cancel, CancellationToken.None);
                        break;
                }
            }

            try
            {
                switch (random.Next(4))
                {
                    case 0:
                        await SweepAsync(diagnoser, targets, random, tally, cancellation.Token);
                        break;
                    case 1:
                        tally.Count(outcome, await FailedConnectAsync(diagnoser, target, random.Next(2), cancellation.Token), read: true);
                        break;
                    default:
                        tally.Count(outcome, await diagnoser.DiagnoseAsync(new DiagnosisRequest { Target = target, Timeout = Limit }, cancellation.Token), read: random.Next(8) == 0);
                        break;
                }
            }
            // The connect's own exception goes out as it is when the caller had cancelled before it.
            catch (Exception exception) when (cancellation.IsCancellationRequested && exception is OperationCanceledException or SocketException)
            {
                tally.CountCancelled();
            }
#pragma warning disable CA1031 // Whatever it is, it is what this run looks for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                tally.Fault($"{target}: {exception}");
            }
        }
    }

    /// <summary>Many targets at once, and sometimes nobody wants the last of them.</summary>
    private static async Task SweepAsync(
        ConnectionDiagnoser diagnoser, List<(string Outcome, ConnectionTarget Target)> targets, Random random, SoakTally tally, CancellationToken cancellationToken)
    {
        const int Targets = 200;
        int wanted = random.Next(4) == 0 ? random.Next(Targets) : int.MaxValue;
        int first = random.Next(targets.Count - Targets);
        var outcomes = targets[first..(first + Targets)].DistinctBy(pair => pair.Target).ToDictionary(pair => pair.Target, pair => pair.Outcome);
        var options = new SweepOptions { MaxConcurrency = 16, CreateRequest = target => new DiagnosisRequest { Target = target, Timeout = Limit } };
        await foreach (Diagnosis diagnosis in diagnoser.DiagnoseManyAsync(
            targets.GetRange(first, Targets).Select(pair => pair.Target).ToAsyncEnumerable(), options, cancellationToken))
        {
            tally.Count(outcomes[diagnosis.Target], diagnosis, read: random.Next(32) == 0);
            if (--wanted <= 0)
            {
                break;
            }
        }
    }

    /// <summary>As an application has it: its own connect fails, and the exception brings the diagnosis.</summary>
    private static async Task<Diagnosis> FailedConnectAsync(ConnectionDiagnoser diagnoser, ConnectionTarget target, int seconds, CancellationToken cancellationToken)
    {
        try
        {
            await diagnoser.RunAsync(
                target,
                static _ => throw new SocketException((int)SocketError.ConnectionRefused),
                new ConnectionFailureOptions { MaxAge = TimeSpan.FromSeconds(seconds), Configure = request => request with { Timeout = Limit } },
                cancellationToken);
        }
        catch (ConnectionFailedException exception)
        {
            return exception.Diagnosis!;
        }

        throw new InvalidOperationException("It was to fail.");
    }

    /// <summary>The last sample against the fullest of the second to the fourth: by then the code is compiled, and buffers and pools are as large as they get.</summary>
    private static IEnumerable<string> Grown(List<SoakSample> samples)
    {
        List<SoakSample> early = samples[1..4];
        SoakSample last = samples[^1];
        (string Name, long Early, long Last, long Slack)[] counted =
        [
            ("descriptors", early.Max(sample => sample.Descriptors), last.Descriptors, 2),
            ("threads", early.Max(sample => sample.Threads), last.Threads, 4),
            ("timers", early.Max(sample => sample.Timers), last.Timers, 4),
            ("heap, KiB", early.Max(sample => sample.HeapKibibytes), last.HeapKibibytes, 1024),
            ("working set, MiB", early.Max(sample => sample.WorkingSetMebibytes), last.WorkingSetMebibytes, 64),
        ];
        return from what in counted where what.Last > what.Early + what.Slack select $"{what.Name} grew from {what.Early} to {what.Last}";
    }

    private static string Report(TimeSpan time, int seed, SoakTally tally, List<SoakSample> samples, List<string> faults)
    {
        var text = new StringBuilder();
        text.AppendLine("# Soak\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"{tally.Diagnoses} diagnoses in {time.TotalMinutes:0.#} minutes, {Workers} at once, of them {tally.Cancelled} cancelled at a random moment and {tally.CutShort} that said how far they came within");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Limit.TotalMilliseconds:0} ms; {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, seed {seed}. Made by `benchmarks/soak.sh`.");
        text.AppendLine("Each line is taken while no diagnosis runs, after a collection.\n");
        text.AppendLine(Heading);
        text.AppendJoin('\n', samples).AppendLine("\n");
        text.AppendLine("| outcome | diagnoses |\n|---|---|");
        foreach ((string outcome, long count) in tally.Outcomes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {outcome} | {count} |");
        }

        text.AppendLine();
        text.AppendJoin('\n', faults.Take(20).Select(fault => $"FAULT {fault}"));
        return text.Append(faults.Count == 0 ? "Nothing grew, nothing was thrown, no outcome was wrong.\n" : $"\n{faults.Count} faults.\n").ToString();
    }
}
