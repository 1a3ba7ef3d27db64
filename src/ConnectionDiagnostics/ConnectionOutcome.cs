namespace ConnectionDiagnostics;

/// <summary>What happened to a connection: the diagnosis' own view.</summary>
public enum ConnectionOutcome
{
    /// <summary><c>unknown</c>: not a failure to connect, or one that the evidence says nothing about.</summary>
    Unknown,

    /// <summary><c>connected</c>: the scheme got all it needs.</summary>
    Connected,

    /// <summary><c>refused</c>: the connection was refused (ECONNREFUSED), by a reset or by an ICMP error.</summary>
    Refused,

    /// <summary><c>timeout</c>: nothing came, and what the peer speaks is unknown.</summary>
    Timeout,

    /// <summary><c>unreachable</c>: host or network unreachable (EHOSTUNREACH, ENETUNREACH).</summary>
    Unreachable,

    /// <summary><c>address-not-available</c>: no local address or port to connect from (EADDRNOTAVAIL).</summary>
    AddressNotAvailable,

    /// <summary><c>blocked-locally</c>: this machine forbids it (EPERM, EACCES).</summary>
    BlockedLocally,

    /// <summary><c>resource-exhausted</c>: this process or machine has no descriptor or buffer left (EMFILE, ENFILE, ENOBUFS).</summary>
    ResourceExhausted,

    /// <summary><c>reset</c>: accepted, then closed or reset without an answer, and what the peer speaks is unknown.</summary>
    Reset,

    /// <summary><c>name-resolution-failed</c>: the name gave no address.</summary>
    NameResolutionFailed,

    /// <summary><c>tls-failed</c>: the peer speaks TLS, but handshake or validation failed.</summary>
    TlsFailed,

    /// <summary><c>protocol-mismatch</c>: the peer answered something else than the scheme needs.</summary>
    ProtocolMismatch,

    /// <summary><c>proxy-failed</c>: the proxy could not be used.</summary>
    ProxyFailed,

    /// <summary><c>invalid-target</c>: the target makes no sense.</summary>
    InvalidTarget,
}
