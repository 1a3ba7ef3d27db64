namespace ConnectionDiagnostics;

/// <summary>How a name server answered.</summary>
public enum NameServerResult
{
    /// <summary>It gave at least one address.</summary>
    Addresses,

    /// <summary>The name exists without an address.</summary>
    NoAddress,

    /// <summary>There is no such name (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>It failed or refused (SERVFAIL, REFUSED and other codes).</summary>
    ServerFailure,

    /// <summary>It did not answer.</summary>
    NoAnswer,

    /// <summary>It sent something that is no answer to the question: malformed, cut short, or for another question.</summary>
    Unusable,
}
