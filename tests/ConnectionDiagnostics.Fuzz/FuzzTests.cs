using ConnectionDiagnostics.Fuzz.Targets;

namespace ConnectionDiagnostics.Fuzz;

/// <summary>No parser throws, hangs or grows, whatever it is given.</summary>
public sealed class FuzzTests(FuzzRun run, ITestOutputHelper output)
{
    public static IEnumerable<TheoryDataRow<string>> Targets { get; } = [.. FuzzTargets.All.Select(target => new TheoryDataRow<string>(target.Name))];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Whatever_is_read_ends_without_an_exception(string name)
    {
        FuzzTarget target = FuzzTargets.All.Single(one => one.Name == name);

        FuzzCount count = await run.FeedAsync(target, FuzzRun.Total / FuzzTargets.All.Count);

        string line = FuzzReport.Line(count);
        output.WriteLine(line);
        // Without waiting for the runner's own report: whoever stops a run in the middle still sees what was done.
        Console.WriteLine($"fuzz, seed {FuzzRun.Seed}: {line}");
        count.Inputs.Should().BePositive();
    }
}
