namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Whether this is Windows' subsystem for Linux: its kernels are Microsoft's by name, in version 1 as in version 2.</summary>
internal static class SubsystemForLinux
{
    public static bool? IsHere() => Read(ProcFile.Read("/proc/sys/kernel/osrelease"), Environment.GetEnvironmentVariable("WSL_DISTRO_NAME"));

    internal static bool? Read(string? release, string? distribution) =>
        distribution is { Length: > 0 } ? true : release?.Contains("microsoft", StringComparison.OrdinalIgnoreCase);
}
