namespace ConnectionDiagnostics.Lab.Grading;

/// <summary>All results together.</summary>
internal sealed class LabSummary(IReadOnlyList<LabResult> results)
{
    public IReadOnlyList<LabResult> Results => results;

    public int FirstCauseRight => results.Count(result => result.Grade.IsFirstCauseRight);

    public int WrongConfirmations => results.Count(result => result.Grade.HasWrongConfirmation);

    public int Flawless => results.Count(result => result.Grade.Defects.Count == 0 && result.NotObserved.Count == 0);

    public double Accuracy => (double)FirstCauseRight / results.Count;

    public TimeSpan LongestVerdict => results.Max(result => result.Verdict.Duration);

    /// <summary>How often the first cause was called so, and how often it was the true one then.</summary>
    public IEnumerable<(string Likelihood, int Times, int True)> Calibration() =>
        from likelihood in new[] { "confirmed", "likely", "possible" }
        let those = results.Where(result => result.Verdict.Causes is [var first, ..] && first.Likelihood == likelihood).ToArray()
        where those.Length > 0
        select (likelihood, those.Length, those.Count(result => result.Grade.IsFirstCauseTrue));
}
