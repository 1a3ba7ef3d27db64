namespace ConnectionDiagnostics;

/// <summary>This machine.</summary>
public sealed record EnvironmentEvidence
{
    /// <summary>The operating system.</summary>
    public required OperatingSystemKind OperatingSystem { get; init; }

    /// <summary>The addresses of this machine's interfaces, in the system's order.</summary>
    public required IReadOnlyList<LocalAddress> Addresses { get; init; }

    /// <summary>Whether this process runs in a container; <see langword="null"/> when that cannot be told.</summary>
    public bool? InContainer { get; init; }
}
