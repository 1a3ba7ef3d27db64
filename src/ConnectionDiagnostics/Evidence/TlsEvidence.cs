namespace ConnectionDiagnostics;

/// <summary>A TLS handshake.</summary>
public sealed record TlsEvidence
{
    /// <summary>How it ended.</summary>
    public required TlsResult Result { get; init; }

    /// <summary>The name that was asked for (SNI, RFC 6066, section 3).</summary>
    public string ServerName { get; init => field = value ?? ""; } = "";

    /// <summary>The protocol version: <c>Tls13</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The cipher suite's IANA name.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>The protocol that was agreed on (ALPN, RFC 7301).</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>The protocols that were offered (ALPN), as a client of the target's scheme offers them.</summary>
    public IReadOnlyList<string> OfferedProtocols { get; init => field = value ?? []; } = [];

    /// <summary>The version of the server's hello: 0x0301 is TLS 1.0, 0x0302 TLS 1.1, and 0x0303 stands for all later ones (RFC 8446, section 4.1.3).</summary>
    public int? HelloVersion { get; init; }

    /// <summary>The alert with which the server ended it (RFC 8446, section 6), in plain or as this machine's TLS read it.</summary>
    public int? Alert { get; init; }

    /// <summary>After the alert handshake_failure: the alert to a second hello, which offers TLS 1.2 and later only. It is protocol_version (70) when the server has none of them.</summary>
    public int? AlertToNewVersions { get; init; }

    /// <summary>Whether the server asked for a client certificate. There is none to send.</summary>
    public bool ClientCertificateRequested { get; init; }

    /// <summary>The certificates: the server's own first, then what it sent along.</summary>
    public IReadOnlyList<CertificateEvidence> Certificates { get; init => field = value ?? []; } = [];

    /// <summary>Whether the certificate is for the server asked for; <see langword="null"/> when no certificate was seen.</summary>
    public bool? NameMatches { get; init; }

    /// <summary>What the system's validation found wrong with the chain, by name as in <see cref="System.Security.Cryptography.X509Certificates.X509ChainStatusFlags"/>.</summary>
    public IReadOnlyList<string> ChainProblems { get; init => field = value ?? []; } = [];

    /// <summary>The error's text, when the handshake failed in another way.</summary>
    public string? Error { get; init; }

    /// <summary>The first bytes that the server sent, at most 64.</summary>
    public ReadOnlyMemory<byte> FirstBytes { get; init; }
}
