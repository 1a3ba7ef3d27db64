namespace ConnectionDiagnostics;

/// <summary>How a TLS handshake ended.</summary>
public enum TlsResult
{
    /// <summary>The handshake completed and the certificate is valid.</summary>
    Succeeded,

    /// <summary>The handshake completed; the certificate is not valid.</summary>
    CertificateInvalid,

    /// <summary>The server answered with something that is not TLS.</summary>
    NotTls,

    /// <summary>The server sent an alert.</summary>
    Alert,

    /// <summary>The server closed or reset without answering.</summary>
    Closed,

    /// <summary>The server answered in TLS and then closed or reset.</summary>
    ClosedMidway,

    /// <summary>The server did not answer.</summary>
    Silent,

    /// <summary>The server answered in TLS, and the handshake did not finish in time.</summary>
    TimedOutMidway,

    /// <summary>The handshake failed in another way.</summary>
    Failed,
}
