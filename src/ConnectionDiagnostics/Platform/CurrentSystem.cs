using ConnectionDiagnostics.Platform.Linux;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Platform;

/// <summary>The implementation for the system that this process runs on.</summary>
internal static class CurrentSystem
{
    public static IOperatingSystem Instance { get; } = OperatingSystem.IsLinux() ? new LinuxSystem() : new PortableSystem();
}
