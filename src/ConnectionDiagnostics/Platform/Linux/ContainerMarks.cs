namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>What container engines leave behind in what they run. Only marks that no machine of its own has.</summary>
internal static class ContainerMarks
{
    /// <summary>Files of Docker, of Podman, and of systemd as a container's first process (<c>systemd-detect-virt</c> looks there too).</summary>
    private static readonly string[] Files = ["/.dockerenv", "/run/.containerenv", "/run/systemd/container"];

    /// <summary>Directories of the engines that hold the files bound over a container's own.</summary>
    private static readonly string[] EngineDirectories = ["/docker/containers/", "/overlay-containers/", "/io.containerd.", "/kubelet/pods/"];

    /// <returns><see langword="null"/> when there is no mark, but /proc could not be looked at either.</returns>
    public static bool? Find()
    {
        if (Files.Any(File.Exists) || IsMarked(Environment.GetEnvironmentVariable, File.Exists))
        {
            return true;
        }

        string? groups = ProcFile.Read("/proc/1/cgroup");
        string? mounts = ProcFile.Read("/proc/self/mountinfo");
        return HasMarkedGroup(groups) || HasMarkedMount(mounts) ? true : groups is null && mounts is null ? null : false;
    }

    internal static bool IsMarked(Func<string, string?> variable, Predicate<string> exists) =>
        variable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1"
        // Podman, LXC and systemd-nspawn (systemd.io/CONTAINER_INTERFACE).
        || variable("container") is { Length: > 0 }
        // Kubernetes gives both to every container. The variable alone is also on developers' machines, where tools run a pod's program.
        || (variable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } && exists("/dev/termination-log"));

    /// <summary>The group of process 1 (cgroups(7)): <c>hierarchy:controllers:path</c>. Version 2 with a namespace of its own tells nothing.</summary>
    internal static bool HasMarkedGroup(string? groups) =>
        (groups ?? "").Split('\n').Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3)
            .SelectMany(fields => fields[2].Split('/')).Any(IsContainersGroup);

    /// <summary>
    /// Engines bind three files of /etc (proc_pid_mountinfo(5): the fourth field is where they come from, the fifth where they are seen),
    /// LXC its own file system over some of /proc.
    /// </summary>
    internal static bool HasMarkedMount(string? mounts) =>
        (mounts ?? "").Split('\n').Select(line => line.Split(' ', 6)).Where(fields => fields.Length == 6).Any(fields =>
            (fields[4] is "/etc/hostname" or "/etc/hosts" or "/etc/resolv.conf"
                && EngineDirectories.Any(directory => fields[3].Contains(directory, StringComparison.Ordinal)))
            || (fields[4].StartsWith("/proc/", StringComparison.Ordinal) && fields[5].Contains(" - fuse.lxcfs ", StringComparison.Ordinal)));

    private static bool IsContainersGroup(string name) =>
        name is "docker" or "kubepods" or "kubepods.slice" or "lxc"
        || name.StartsWith("lxc.payload", StringComparison.Ordinal) || name.StartsWith("libpod-", StringComparison.Ordinal)
        || name.StartsWith("cri-containerd-", StringComparison.Ordinal) || name.StartsWith("crio-", StringComparison.Ordinal)
        || (name.StartsWith("docker-", StringComparison.Ordinal) && name.EndsWith(".scope", StringComparison.Ordinal));
}
