namespace ConnectionDiagnostics;

/// <summary>A certificate that the server showed.</summary>
public sealed record CertificateEvidence
{
    /// <summary>Whom it is for.</summary>
    public required string Subject { get; init; }

    /// <summary>Who issued it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The first moment at which it is valid.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment at which it is valid.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The DNS names and addresses it is for, at most 32 (subject alternative names, RFC 5280, section 4.2.1.6).</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>How many names and addresses it is for, those beyond the first 32 as well.</summary>
    public int NameCount { get; init; }

    /// <summary>The kind of its key: <c>RSA</c>, <c>ECC</c>, or the identifier of another.</summary>
    public string? KeyAlgorithm { get; init; }

    /// <summary>The length of its key, in bits.</summary>
    public int? KeyBits { get; init; }

    /// <summary>How it was signed: <c>sha256RSA</c>.</summary>
    public string? SignatureAlgorithm { get; init; }

    /// <summary>Whether subject and issuer are the same.</summary>
    public bool IsSelfSigned { get; init; }

    /// <summary>Whether it names where its issuer's certificate is to be had (authority information access, RFC 5280, section 4.2.2.1), as public ones do.</summary>
    public bool NamesIssuerLocation { get; init; }
}
