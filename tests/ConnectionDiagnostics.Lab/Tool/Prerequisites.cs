using ConnectionDiagnostics.Lab.Network;

namespace ConnectionDiagnostics.Lab.Tool;

/// <summary>What the lab needs of the machine, and what of it is missing.</summary>
internal static class Prerequisites
{
    /// <summary>Also where only root's programs are: a user's search path may leave those out.</summary>
    public const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly string[] Programs =
        ["ip", "nft", "ss", "setpriv", "/usr/bin/python3", "dnsmasq", "nginx", "redis-server", "sshd", "ssh-keygen"];

    /// <summary>The words for what is missing; <see langword="null"/> when nothing is.</summary>
    public static async Task<string?> MissingAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Linux";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "root (it makes network namespaces)";
        }

        string[] missing = [.. Programs.Where(program => !IsInstalled(program))];
        return missing.Length > 0 ? $"the programs {string.Join(", ", missing)}" : await MissingFromKernelAsync();
    }

    private static bool IsInstalled(string program) => SearchPath.Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));

    private static async Task<string?> MissingFromKernelAsync()
    {
        const string Trial = """
            test -d /proc/sys/net/ipv6 || { echo no IPv6 >&2; exit 1; }
            nft 'add table inet trial; add chain inet trial c { type filter hook input priority 0; }; add rule inet trial c counter drop'
            ip link add veth0 type veth peer name veth1
            mount -t tmpfs trial /mnt
            """;
        ShellResult result = await Shell.TryRunAsync("unshare", ["--net", "--mount", "sh", "-e"], Trial);
        return result.Status == 0 ? null : $"a kernel that lets it make namespaces with links and filters: {result.Error.Trim()}";
    }
}
