using System.Globalization;

namespace ConnectionDiagnostics.Lab.Network;

/// <summary>Removes namespaces: a network's own, and those that an earlier run left because it was killed, with its files.</summary>
/// <remarks>Their names begin with the lab's prefix, the process that made them and when that process began: a number alone may be used again.</remarks>
internal static class LabLeftovers
{
    private const string Prefix = "condiag-lab-";

    private const string Settings = "/etc/netns";

    public static string OwnPrefix { get; } = $"{Prefix}{Environment.ProcessId}-{StartOf(Environment.ProcessId)}-";

    /// <summary>Removes the namespaces, and their settings, whose names begin so.</summary>
    public static async Task RemoveAsync(string prefix)
    {
        string[] names = [.. (await NamesAsync()).Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        if (names.Length > 0)
        {
            await Shell.RunAsync("ip", ["-force", "-batch", "-"], string.Concat(names.Select(name => $"netns del {name}\n")));
        }

        if (Directory.Exists(Settings))
        {
            foreach (string directory in Directory.EnumerateDirectories(Settings, prefix + "*"))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    /// <summary>Makes the folder of this run.</summary>
    public static string CreateDirectory() => Directory.CreateTempSubdirectory(OwnPrefix).FullName;

    /// <summary>Removes what runs that no longer exist have left, and ends what still runs in it.</summary>
    public static async Task RemoveOfDeadRunsAsync()
    {
        foreach (string name in (await NamesAsync()).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !IsAlive(name)))
        {
            string processes = await Shell.RunAsync("ip", ["netns", "pids", name]);
            foreach (string process in processes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await Shell.TryRunAsync("kill", ["-KILL", process]);
            }

            await RemoveAsync(name);
        }

        foreach (string directory in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(directory => !IsAlive(Path.GetFileName(directory))))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<IEnumerable<string>> NamesAsync() =>
        (await Shell.RunAsync("ip", ["netns", "list"])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);

    private static bool IsAlive(string name) =>
        name[Prefix.Length..].Split('-') is [var process, var start, ..]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        && StartOf(id) == start;

    /// <summary>When a process began, in ticks since boot: field 22 of its stat, counted after the name in parentheses.</summary>
    private static string? StartOf(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
