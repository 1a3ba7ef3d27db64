using System.Diagnostics;
using ConnectionDiagnostics.Servers.Kinds;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>What a server needs of the machine.</summary>
internal static class Prerequisites
{
    /// <summary>Also where only root's programs are: a user's search path may leave those out.</summary>
    private static readonly string[] SearchPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>What would send a client for 127.0.0.1 elsewhere.</summary>
    private static readonly string[] ProxyVariables = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

    /// <summary>PostgreSQL's programs are in a folder of their version.</summary>
    public static string? PostgresPrograms { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(directory => Path.Combine(directory, "bin"))
            .Where(directory => File.Exists(Path.Combine(directory, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    public static void PrepareEnvironment()
    {
        NativeEnvironment.Set("PATH", string.Join(':', SearchPath));
        foreach (string variable in ProxyVariables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    /// <summary>The words for what a server lacks; <see langword="null"/> when it can run.</summary>
    public static string? Missing(ServerKind kind)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Linux";
        }

        if (kind.NeedsRoot && !Environment.IsPrivilegedProcess)
        {
            return "root";
        }

        string[] missing = [.. kind.Programs.Where(program => !IsInstalled(program))];
        return missing.Length == 0 ? null : $"{string.Join(", ", missing)} ({kind.Package})";
    }

    /// <summary>The version of a server: that of its package.</summary>
    public static async Task<string> VersionAsync(ServerKind kind)
    {
        if (kind.Package is not { } package)
        {
            return $".NET {Environment.Version}";
        }

        using Process query = Process.Start(new ProcessStartInfo("dpkg-query", ["-W", "-f", "${Version}", package])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string version = await query.StandardOutput.ReadToEndAsync();
        await query.WaitForExitAsync();
        return query.ExitCode == 0 ? $"{package} {version}" : package;
    }

    private static bool IsInstalled(string program) => program == "postgres"
        ? PostgresPrograms is not null
        : SearchPath.Any(directory => File.Exists(Path.Combine(directory, program)));
}
