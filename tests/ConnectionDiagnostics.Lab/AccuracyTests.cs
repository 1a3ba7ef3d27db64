using ConnectionDiagnostics.Lab.Grading;
using ConnectionDiagnostics.Lab.Scenarios;

namespace ConnectionDiagnostics.Lab;

/// <summary>All scenarios together. Not parallel: these tests begin when the scenarios are done.</summary>
[Collection(typeof(AfterAllScenarios))]
public sealed class AccuracyTests(FaultLab lab, ITestOutputHelper output)
{
    private const double LeastAccuracy = 0.95;

    [Fact]
    public async Task First_causes_are_right_and_none_is_wrongly_confirmed()
    {
        lab.SkipUnlessReady();
        Assert.SkipWhen(lab.Results.Count == 0, "no scenario ran");
        var summary = new LabSummary(lab.Results);

        string report = AccuracyReport.Write(summary, DateTimeOffset.UtcNow);
        output.WriteLine(report);
        if (lab.Results.Count == LabScenarios.All.Count)
        {
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, "benchmarks", "results", "accuracy.md"), report, TestContext.Current.CancellationToken);
        }

        summary.WrongConfirmations.Should().Be(0);
        summary.Accuracy.Should().BeGreaterThanOrEqualTo(LeastAccuracy);
    }
}
