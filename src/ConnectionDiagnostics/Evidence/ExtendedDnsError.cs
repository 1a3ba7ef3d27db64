namespace ConnectionDiagnostics;

/// <summary>Why a name server fails, in its own words (extended DNS error, RFC 8914).</summary>
public sealed record ExtendedDnsError
{
    /// <summary>The info-code (RFC 8914, section 4; IANA Extended DNS Error Codes): 6 is a DNSSEC signature that does not fit, 15 a blocked name.</summary>
    public required int Code { get; init; }

    /// <summary>What it adds, at most 200 characters.</summary>
    public string Text { get; init => field = value ?? ""; } = "";
}
