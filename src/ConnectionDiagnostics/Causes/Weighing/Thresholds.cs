namespace ConnectionDiagnostics.Causes.Weighing;

/// <summary>The one place where words become decibans and decibans become words.</summary>
internal static class Thresholds
{
    /// <summary>From two to one in favour.</summary>
    private const int Likely = 3;

    /// <summary>Below twenty to one against, a cause is not worth naming.</summary>
    private const int Possible = -13;

    public static int Of(Prior prior) => prior switch
    {
        Prior.Usual => 0,
        Prior.Common => -3,
        Prior.Uncommon => -8,
        _ => -13,
    };

    public static int Of(Strength strength) => strength switch
    {
        Strength.Strong => 13,
        Strength.Medium => 7,
        _ => 3,
    };

    public static Likelihood? LikelihoodOf(int decibans) => decibans switch
    {
        >= Likely => Likelihood.Likely,
        >= Possible => Likelihood.Possible,
        _ => null,
    };
}
