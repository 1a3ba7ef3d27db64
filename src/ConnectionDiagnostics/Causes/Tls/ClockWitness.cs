namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>What a second clock, the server's, says of a certificate that is outside its time by ours.</summary>
internal enum ClockWitness
{
    /// <summary>There is none to be trusted.</summary>
    None,

    /// <summary>It says the same: the certificate is at fault.</summary>
    Agrees,

    /// <summary>By it the certificate is valid now: one of the clocks is wrong.</summary>
    Contradicts,
}
