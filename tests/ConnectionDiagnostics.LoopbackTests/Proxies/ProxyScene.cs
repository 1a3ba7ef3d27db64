using ConnectionDiagnostics.Testing;
using FluentAssertions.Execution;

namespace ConnectionDiagnostics.LoopbackTests.Proxies;

/// <summary>Diagnoses a target through a proxy, and what holds of every such diagnosis.</summary>
internal static class ProxyScene
{
    public const string Secret = "s3cret-word";

    public static Task<Diagnosis> DiagnoseAsync(string target, string proxy, double seconds = 10) =>
        DiagnoseAsync(new TestSystem(), new DiagnosisRequest { Target = ConnectionTarget.Parse(target), Proxy = ConnectionProxy.Parse(proxy), Timeout = TimeSpan.FromSeconds(seconds) });

    public static Task<Diagnosis> DiagnoseAsync(string target, Dictionary<string, string> variables) =>
        DiagnoseAsync(new TestSystem { Variables = variables }, new DiagnosisRequest { Target = ConnectionTarget.Parse(target) });

    public static Task<FaultyServer> StartServerAsync(Fault fault) => FaultyServer.StartAsync(fault, TestContext.Current.CancellationToken);

    public static void ShouldBe(this Diagnosis diagnosis, ConnectionOutcome outcome, CauseCode? cause = null, Likelihood? likelihood = null)
    {
        using var scope = new AssertionScope(diagnosis.ToText(verbose: true));
        diagnosis.Outcome.Should().Be(outcome);
        diagnosis.Causes.Select(entry => (CauseCode?)entry.Code).FirstOrDefault().Should().Be(cause);
        if (likelihood is not null)
        {
            diagnosis.Causes.Select(entry => (Likelihood?)entry.Likelihood).FirstOrDefault().Should().Be(likelihood);
        }
    }

    private static async Task<Diagnosis> DiagnoseAsync(TestSystem system, DiagnosisRequest request)
    {
        await using ConnectionDiagnoser diagnoser = system.CreateDiagnoser();
        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(request, TestContext.Current.CancellationToken);

        string saved = EvidenceFile.ToJson(diagnosis.Evidence);
        Diagnosis replayed = Diagnosis.FromEvidence(EvidenceFile.Parse(saved));
        using var scope = new AssertionScope(diagnosis.ToText(verbose: true));
        replayed.ToJson().Should().Be(diagnosis.ToJson());
        replayed.ToText(true).Should().Be(diagnosis.ToText(true));
        diagnosis.Causes.Should().NotContain(cause => cause.Remedies.Count == 0 || cause.Summary.Contains('{'));
        foreach (string output in new[] { saved, diagnosis.ToJson(), diagnosis.ToText(true), request.ToString() })
        {
            output.Should().NotContain(Secret);
        }

        return diagnosis;
    }
}
