namespace ConnectionDiagnostics;

/// <summary>What <c>NO_PROXY</c> says of the target, as .NET and as curl read it.</summary>
public sealed record NoProxyEvidence
{
    /// <summary>The variable: <c>no_proxy</c> or <c>NO_PROXY</c>.</summary>
    public required string Variable { get; init; }

    /// <summary>The entry that lets .NET's HTTP client go direct; <see langword="null"/> when none does.</summary>
    public string? HttpClientEntry { get; init; }

    /// <summary>The entry that lets curl (7.86 and later) go direct; <see langword="null"/> when none does.</summary>
    public string? CurlEntry { get; init; }
}
