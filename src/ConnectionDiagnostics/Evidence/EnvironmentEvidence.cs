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

    /// <summary>Whether this is Windows' subsystem for Linux; <see langword="null"/> when that cannot be told.</summary>
    public bool? InSubsystemForLinux { get; init; }

    /// <summary>Whether IPv6 is switched off; <see langword="null"/> when that cannot be told.</summary>
    public bool? IPv6Disabled { get; init; }

    /// <summary>The proxies that are configured.</summary>
    public IReadOnlyList<ProxySetting> Proxies { get; init => field = value ?? []; } = [];

    /// <summary>What <c>NO_PROXY</c> says of the target; <see langword="null"/> when it is not set.</summary>
    public NoProxyEvidence? NoProxy { get; init; }
}
