namespace ConnectionDiagnostics;

/// <summary>A proxy that this machine is configured to use, without credentials.</summary>
public sealed record ProxySetting
{
    /// <summary>Where it is set: the environment variable's name, <c>system</c>, or <c>request</c> for the request's own.</summary>
    public required string Source { get; init; }

    /// <summary>The proxy's scheme: <c>http</c>, <c>socks5</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The proxy's host.</summary>
    public required string Host { get; init; }

    /// <summary>The proxy's port.</summary>
    public required int Port { get; init; }

    /// <summary>Whether .NET's HTTP client would use it for this target.</summary>
    public bool AppliesToTarget { get; init; }

    /// <summary>Whether curl (7.86 and later) would use it for this target; <see langword="null"/> when that was not looked at.</summary>
    public bool? AppliesInCurl { get; init; }

    /// <summary>The proxy as a URI without credentials.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Scheme}://{(Host.Contains(':', StringComparison.Ordinal) && !Host.StartsWith('[') ? $"[{Host}]" : Host)}:{Port}");
}
