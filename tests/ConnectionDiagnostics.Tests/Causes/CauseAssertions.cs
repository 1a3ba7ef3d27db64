namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>What a diagnosis says about one cause.</summary>
internal static class CauseAssertions
{
    public static Likelihood? LikelihoodOf(this Diagnosis diagnosis, CauseCode code) =>
        diagnosis.Causes.Where(cause => cause.Code == code).Select(cause => (Likelihood?)cause.Likelihood).SingleOrDefault();

    public static string[] Ranking(this Diagnosis diagnosis) => [.. diagnosis.Causes.Select(cause => $"{cause.Code} {cause.Likelihood.ToCode()}")];

    public static CauseCode[] RuledOutCodes(this Diagnosis diagnosis) => [.. diagnosis.RuledOut.Select(cause => cause.Code)];

    public static Cause The(this Diagnosis diagnosis, CauseCode code) => diagnosis.Causes.Single(cause => cause.Code == code);
}
