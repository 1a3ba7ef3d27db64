using System.Globalization;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Reads <c>ip_local_port_range</c> and <c>ip_local_reserved_ports</c> (ip(7); networking/ip-sysctl in the kernel's documentation).</summary>
internal static class PortRangeFile
{
    private const int Ports = 65536;

    /// <param name="range">Two numbers.</param>
    /// <param name="reserved">Numbers and ranges of numbers with commas between; <see langword="null"/> or empty for none.</param>
    /// <returns><see langword="null"/> when the first is no range.</returns>
    public static LocalPortRange? Read(string? range, string? reserved)
    {
        string[] numbers = (range ?? "").Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        return numbers.Length == 2 && Number(numbers[0]) is { } first && Number(numbers[1]) is { } last && first <= last
            ? new LocalPortRange(first, last, CountReserved(reserved, first, last))
            : null;
    }

    private static int CountReserved(string? reserved, int first, int last)
    {
        int count = 0;
        int next = first;
        foreach ((int from, int to) in Ranges(reserved ?? "").Order())
        {
            int start = Math.Max(from, next);
            int end = Math.Min(to, last);
            count += Math.Max(end - start + 1, 0);
            next = Math.Max(next, end + 1);
        }

        return count;
    }

    private static IEnumerable<(int From, int To)> Ranges(string reserved)
    {
        foreach (string part in reserved.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int dash = part.IndexOf('-', StringComparison.Ordinal);
            if (Number(dash < 0 ? part : part[..dash]) is { } from && (dash < 0 ? from : Number(part[(dash + 1)..])) is { } to)
            {
                yield return (from, to);
            }
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < Ports ? number : null;
}
