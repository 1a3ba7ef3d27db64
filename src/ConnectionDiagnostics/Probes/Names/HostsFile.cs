using System.Net;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>The hosts file (hosts(5)), which decides before DNS is asked.</summary>
internal static class HostsFile
{
    /// <summary>Enough for any file that people write; block lists are longer, and what they block does not matter here.</summary>
    private const int MaxLines = 10_000;

    private static readonly string Path = OperatingSystem.IsWindows()
        ? System.IO.Path.Combine(System.Environment.SystemDirectory, "drivers", "etc", "hosts")
        : "/etc/hosts";

    /// <summary>The lines that name a host. A file that is missing or cannot be read has none.</summary>
    public static IReadOnlyList<HostsEntry> Find(string host)
    {
        try
        {
            return Find(File.ReadLines(Path).Take(MaxLines), host);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    internal static IReadOnlyList<HostsEntry> Find(IEnumerable<string> lines, string host)
    {
        var found = new List<HostsEntry>();
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (AddressFor(line, host.TrimEnd('.')) is { } address)
            {
                found.Add(new HostsEntry { File = Path, Line = number, Address = address });
            }
        }

        return found;
    }

    private static IPAddress? AddressFor(string line, string host)
    {
        int comment = line.IndexOf('#', StringComparison.Ordinal);
        string[] fields = (comment < 0 ? line : line[..comment]).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return fields.Skip(1).Any(name => name.Equals(host, StringComparison.OrdinalIgnoreCase)) && IPAddress.TryParse(fields[0], out IPAddress? address)
            ? address
            : null;
    }
}
