namespace ConnectionDiagnostics;

/// <summary>How sure a diagnosis is of a cause. Higher values are surer.</summary>
public enum Likelihood
{
    /// <summary>It fits the failure; little speaks for or against it.</summary>
    Possible = 1,

    /// <summary>The evidence points here more than elsewhere.</summary>
    Likely = 2,

    /// <summary>The evidence leaves no other explanation.</summary>
    Confirmed = 3,
}
