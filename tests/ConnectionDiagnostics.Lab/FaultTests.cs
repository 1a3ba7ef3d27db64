using ConnectionDiagnostics.Lab.Grading;
using ConnectionDiagnostics.Lab.Scenarios;

namespace ConnectionDiagnostics.Lab;

/// <summary>Each real fault gets its true cause, in time and politely.</summary>
public sealed class FaultTests(FaultLab lab)
{
    public static IEnumerable<TheoryDataRow<string>> Scenarios { get; } =
        [.. LabScenarios.All.Select(scenario => new TheoryDataRow<string>(scenario.Name).WithTrait("scenario", scenario.Name))];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_real_fault_gets_its_true_cause(string name)
    {
        lab.SkipUnlessReady();

        LabResult result = await lab.RunAsync(LabScenarios.All.Single(scenario => scenario.Name == name));

        Assert.True(
            result.NotObserved.Count == 0,
            $"INVALID: the fault was not built as stated, so nothing is said about the diagnosis.\n{string.Join('\n', result.NotObserved)}\n{result.Verdict.Json}");
        Assert.True(result.Grade.Defects.Count == 0, $"{string.Join('\n', result.Grade.Defects)}\n{result.Verdict.Json}");
    }
}
