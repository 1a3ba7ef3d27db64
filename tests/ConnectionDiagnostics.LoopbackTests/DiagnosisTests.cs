using ConnectionDiagnostics.Testing;
using FluentAssertions.Execution;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>The main job on real sockets: each failure gets its right outcome, first cause and likelihood.</summary>
public sealed class DiagnosisTests
{
    [Theory]
    [MemberData(nameof(Scenarios.All), MemberType = typeof(Scenarios))]
    public async Task A_real_failure_is_diagnosed_and_its_saved_evidence_says_the_same(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        await using FaultyServer server = await FaultyServer.StartAsync(scenario.Fault, TestContext.Current.CancellationToken);
        var time = new CountedTime();
        await using ConnectionDiagnoser diagnoser = new TestSystem(server.Port).CreateDiagnoser(new ConnectionDiagnoserOptions { TimeProvider = time });

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            ConnectionTarget.Parse(scenario.TargetFor(server)), TestContext.Current.CancellationToken);
        int timersLeft = time.Timers;
        Diagnosis replayed = Diagnosis.FromEvidence(EvidenceFile.Parse(EvidenceFile.ToJson(diagnosis.Evidence)));

        using var scope = new AssertionScope(diagnosis.ToText(verbose: true));
        diagnosis.Outcome.Should().Be(scenario.Outcome);
        diagnosis.Detected.Should().Be(scenario.Detected);
        diagnosis.Causes.Select(cause => cause.Code).FirstOrDefault().Should().Be(scenario.Cause ?? default);
        diagnosis.Causes.Select(cause => (Likelihood?)cause.Likelihood).FirstOrDefault().Should().Be(scenario.Likelihood);
        diagnosis.Causes.Should().NotContain(cause => cause.Remedies.Count == 0 || cause.Summary.Contains('{'));
        timersLeft.Should().Be(0);
        replayed.ToJson().Should().Be(diagnosis.ToJson());
        replayed.ToText(true).Should().Be(diagnosis.ToText(true));
    }
}
