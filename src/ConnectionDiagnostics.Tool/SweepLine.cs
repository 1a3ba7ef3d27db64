namespace ConnectionDiagnostics.Tool;

/// <summary>A diagnosis in one line.</summary>
internal static class SweepLine
{
    public static string Of(Diagnosis diagnosis)
    {
        string mark = diagnosis.Outcome == ConnectionOutcome.Connected ? "✓" : "✗";
        return diagnosis.Causes is [var cause, ..]
            ? $"{mark} {diagnosis.Target}  {diagnosis.Outcome.ToCode()}  {cause.Code} ({cause.Likelihood.ToCode()}): {cause.Summary}"
            : $"{mark} {diagnosis.Target}  {diagnosis.Outcome.ToCode()}";
    }
}
