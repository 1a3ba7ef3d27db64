using System.Globalization;
using System.Reflection;
using System.Text;
using ConnectionDiagnostics.Fuzz.Targets;

namespace ConnectionDiagnostics.Fuzz;

/// <summary>The counts, as a line and as a page.</summary>
internal static class FuzzReport
{
    public static string Line(FuzzCount count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count.Target.Name}: {count.Inputs:N0} inputs, {count.Bytes / 1048576.0:N1} MiB, longest {count.Longest:N0} bytes, slowest {count.Slowest.TotalMilliseconds:0.0} ms, most allocated {count.MostAllocated / 1024:N0} KiB");

    public static string Page(IReadOnlyList<FuzzCount> counts, DateTimeOffset now)
    {
        var page = new StringBuilder();
        string version = typeof(Diagnosis).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var culture = CultureInfo.InvariantCulture;
        page.Append(culture, $"""
            # Fuzzing

            Every parser of what peers, the kernel, files and people write, fed by rule and by changing what is valid
            (`tests/ConnectionDiagnostics.Fuzz`, `ByteGrammar.cs`). Each input has to end, without an exception, within a bound of memory; what is shown
            of it has no control characters and a bounded length.
            Written by `CONDIAG_FUZZ_SECONDS={FuzzRun.Total.TotalSeconds:0} dotnet test --project tests/ConnectionDiagnostics.Fuzz` on {now:yyyy-MM-dd}, seed {FuzzRun.Seed},
            ConnectionDiagnostics {version}, {Environment.ProcessorCount} processors, at low priority beside other work.

            {counts.Sum(count => count.Inputs):N0} inputs, {counts.Sum(count => count.Bytes) / 1048576.0:N0} MiB, {counts.Sum(count => count.Time.TotalSeconds) / 60:0.0} minutes: no exception, no hang.

            | target | reads | inputs | MiB | longest input | slowest | most allocated |
            |---|---|---|---|---|---|---|

            """);
        foreach (FuzzCount count in counts.OrderBy(count => FuzzTargets.All.ToList().IndexOf(count.Target)))
        {
            page.Append(culture, $"| {count.Target.Name} | {count.Target.Reads} | {count.Inputs:N0} | {count.Bytes / 1048576.0:N1} | {count.Longest:N0} | {count.Slowest.TotalMilliseconds:0.0} ms | {count.MostAllocated / 1024:N0} KiB |\n");
        }

        return page.ToString();
    }
}
