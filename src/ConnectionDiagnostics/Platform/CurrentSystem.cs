using ConnectionDiagnostics.Platform.Linux;
using ConnectionDiagnostics.Platform.MacOS;
using ConnectionDiagnostics.Platform.Portable;
using ConnectionDiagnostics.Platform.Windows;

namespace ConnectionDiagnostics.Platform;

/// <summary>The implementation for the system that this process runs on.</summary>
internal static class CurrentSystem
{
    public static IOperatingSystem Instance { get; } =
        OperatingSystem.IsLinux() ? new LinuxSystem()
        : OperatingSystem.IsWindows() ? new WindowsSystem()
        : OperatingSystem.IsMacOS() ? new MacSystem()
        : new PortableSystem();
}
