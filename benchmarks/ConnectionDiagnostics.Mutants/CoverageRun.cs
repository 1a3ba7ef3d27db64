using System.Diagnostics;
using System.Text.Json;

namespace ConnectionDiagnostics.Mutants;

/// <summary>Runs every test once, without a mutant, and writes down which mutants it reaches: a JSON object a line.</summary>
internal sealed class CoverageRun(TestCase[] tests, MutantSwitch mutants, TimeSpan limit)
{
    public async Task WriteAsync(string file)
    {
        using var watchdog = new Watchdog(limit);
        await using var output = new StreamWriter(file);
        (int[] atFirst, int[] onceAtFirst) = mutants.TakeCoverage();
        await WriteAsync(output, new { test = -1, name = "", method = "", passed = false, failure = (string?)null, ms = 0.0, reached = atFirst, once = onceAtFirst }).ConfigureAwait(false);
        for (int i = 0; i < tests.Length; i++)
        {
            watchdog.Begin();
            long begun = Stopwatch.GetTimestamp();
            Exception? failure = await tests[i].RunAsync().ConfigureAwait(false);
            double milliseconds = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            watchdog.End();
            (int[] reached, int[] once) = mutants.TakeCoverage();
            await WriteAsync(output, new
            {
                test = i,
                name = tests[i].Name,
                method = tests[i].Method,
                passed = failure is null,
                failure = failure?.Message,
                ms = Math.Round(milliseconds, 2),
                reached,
                once,
            }).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync<T>(StreamWriter output, T line) => output.WriteLineAsync(JsonSerializer.Serialize(line));
}
