namespace ConnectionDiagnostics;

/// <summary>A TLS handshake.</summary>
public sealed record TlsEvidence
{
    /// <summary>How it ended.</summary>
    public required TlsResult Result { get; init; }

    /// <summary>The name that was asked for (SNI, RFC 6066, section 3).</summary>
    public string ServerName { get; init; } = "";

    /// <summary>The protocol version: <c>Tls13</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The cipher suite's IANA name.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>The protocol that was agreed on (ALPN, RFC 7301).</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>The alert that the server sent (RFC 8446, section 6), when it came in plain.</summary>
    public int? Alert { get; init; }

    /// <summary>The certificates: the server's own first, then what it sent along.</summary>
    public IReadOnlyList<CertificateEvidence> Certificates { get; init; } = [];

    /// <summary>Whether the certificate is for the server asked for; <see langword="null"/> when no certificate was seen.</summary>
    public bool? NameMatches { get; init; }

    /// <summary>What the system's validation found wrong with the chain, by name as in <see cref="System.Security.Cryptography.X509Certificates.X509ChainStatusFlags"/>.</summary>
    public IReadOnlyList<string> ChainProblems { get; init; } = [];

    /// <summary>The error's text, when the handshake failed in another way.</summary>
    public string? Error { get; init; }

    /// <summary>The first bytes that the server sent, at most 64.</summary>
    public ReadOnlyMemory<byte> FirstBytes { get; init; }
}
