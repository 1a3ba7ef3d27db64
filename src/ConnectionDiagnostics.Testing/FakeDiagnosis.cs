using System.Globalization;

namespace ConnectionDiagnostics.Testing;

/// <summary>Makes diagnoses for tests. They are records: change what a test needs otherwise with <c>with</c>.</summary>
public static class FakeDiagnosis
{
    /// <summary>Makes the diagnosis of a connection that works.</summary>
    /// <param name="target">What was connected to.</param>
    /// <returns>A diagnosis without causes.</returns>
    public static Diagnosis Connected(ConnectionTarget target) => Make(target, ConnectionOutcome.Connected, []);

    /// <summary>Makes the diagnosis of a connection that fails for one cause.</summary>
    /// <param name="target">What was connected to.</param>
    /// <param name="code">The cause; its summary is the first sentence of its meaning in the catalogue, in English.</param>
    /// <param name="outcome">What happened to the connection.</param>
    /// <param name="likelihood">How sure the diagnosis is.</param>
    /// <returns>A diagnosis with that cause.</returns>
    public static Diagnosis Failed(
        ConnectionTarget target, CauseCode code, ConnectionOutcome outcome, Likelihood likelihood = Likelihood.Confirmed)
    {
        var cause = new Cause
        {
            Code = code,
            Likelihood = likelihood,
            Summary = FirstSentence(CauseExplanation.Of(code, CultureInfo.InvariantCulture).Meaning),
        };
        return Make(target, outcome, [cause]);
    }

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? text[..(end + 1)] : text;

    private static Diagnosis Make(ConnectionTarget target, ConnectionOutcome outcome, IReadOnlyList<Cause> causes)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new Diagnosis
        {
            Target = target,
            Outcome = outcome,
            Causes = causes,
            Stages = [],
            Evidence = new ConnectionEvidence
            {
                Target = TargetEvidence.Of(target),
                Settings = new SettingsEvidence { Timeout = DiagnosisRequest.DefaultTimeout },
            },
        };
    }
}
