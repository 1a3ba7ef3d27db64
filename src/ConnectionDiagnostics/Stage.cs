namespace ConnectionDiagnostics;

/// <summary>The stages of a diagnosis, in the order in which they run.</summary>
public enum Stage
{
    /// <summary><c>target</c>: is the target readable?</summary>
    Target,

    /// <summary><c>environment</c>: this machine: interfaces, addresses, listeners.</summary>
    Environment,

    /// <summary><c>name-resolution</c>: from the name to addresses.</summary>
    NameResolution,

    /// <summary><c>route</c>: is there a way to the address, and from which local address?</summary>
    Route,

    /// <summary><c>connect</c>: the TCP handshake with each address.</summary>
    Connect,

    /// <summary><c>tls</c>: the TLS handshake and the certificate.</summary>
    Tls,

    /// <summary><c>protocol</c>: what the server speaks.</summary>
    Protocol,
}
