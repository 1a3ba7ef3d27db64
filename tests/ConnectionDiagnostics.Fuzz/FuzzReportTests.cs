using ConnectionDiagnostics.Fuzz.Targets;

namespace ConnectionDiagnostics.Fuzz;

/// <summary>The counts of a long run are written down.</summary>
[Collection(typeof(AfterAllTargets))]
public sealed class FuzzReportTests(FuzzRun run, ITestOutputHelper output)
{
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Counts_of_a_long_run_are_written_down()
    {
        Assert.SkipUnless(run.Counts.Count == FuzzTargets.All.Count, "not every target ran to its end");
        string page = FuzzReport.Page(run.Counts, DateTimeOffset.UtcNow);
        output.WriteLine(page);
        if (FuzzRun.Total >= LongRun && FuzzTargets.AreAll)
        {
            await File.WriteAllTextAsync(Path.Combine(Root(), "benchmarks", "results", "fuzzing.md"), page, TestContext.Current.CancellationToken);
        }
    }

    private static string Root()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ConnectionDiagnostics.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("These tests run from their repository.");
    }
}
