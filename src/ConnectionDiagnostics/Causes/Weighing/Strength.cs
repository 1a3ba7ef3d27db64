namespace ConnectionDiagnostics;

/// <summary>How much a reason weighs.</summary>
/// <remarks>
/// In decibans, the logarithmic unit of I. J. Good's weight of evidence: ten times the decimal logarithm of how many times likelier
/// the observation is if the cause is true than if it is not.
/// </remarks>
public enum Strength
{
    /// <summary>Twice as likely: 3 decibans.</summary>
    Weak,

    /// <summary>Five times as likely: 7 decibans.</summary>
    Medium,

    /// <summary>Twenty times as likely: 13 decibans.</summary>
    Strong,
}
