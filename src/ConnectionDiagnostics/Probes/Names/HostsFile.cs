namespace ConnectionDiagnostics.Probes.Names;

/// <summary>The hosts file (hosts(5)), which decides before DNS is asked.</summary>
internal static class HostsFile
{
    /// <summary>Enough for any file that people write; block lists are longer, and what they block does not matter here.</summary>
    private const int MaxLines = 10_000;

    /// <summary>Whether the file has an entry for a name. A file that is missing or cannot be read has none.</summary>
    public static bool Names(string host)
    {
        string path = OperatingSystem.IsWindows()
            ? Path.Combine(System.Environment.SystemDirectory, "drivers", "etc", "hosts")
            : "/etc/hosts";
        try
        {
            return File.ReadLines(path).Take(MaxLines).Any(line => NamesHost(line, host.TrimEnd('.')));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    internal static bool NamesHost(string line, string host)
    {
        int comment = line.IndexOf('#', StringComparison.Ordinal);
        string[] fields = (comment < 0 ? line : line[..comment]).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return fields.Skip(1).Any(name => name.Equals(host, StringComparison.OrdinalIgnoreCase));
    }
}
