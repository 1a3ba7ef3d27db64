namespace ConnectionDiagnostics;

/// <summary>How far a diagnosis goes.</summary>
public enum DiagnosisDepth
{
    /// <summary>What is needed to tell the cause: the default. Name servers are asked directly only when resolution or connect has failed.</summary>
    Normal,

    /// <summary>
    /// Sends nothing to the network at all, not even a question for a name: from an address or the hosts file, this machine's own tables, and
    /// the exception that was caught. Probes of one's own are not run.
    /// </summary>
    Passive,

    /// <summary>
    /// Also asks every configured name server on a connection that works, and the name servers that are responsible for the name's zone, so
    /// that all answers can be compared.
    /// </summary>
    Thorough,
}
