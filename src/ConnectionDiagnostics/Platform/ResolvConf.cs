using System.Globalization;

namespace ConnectionDiagnostics.Platform;

/// <summary>resolv.conf(5): the search list. Later lines win over earlier ones, and "domain" is a search list of one.</summary>
internal static class ResolvConf
{
    private const string Path = "/etc/resolv.conf";

    // A handful of lines; and what glibc takes at most (resolv.conf(5)).
    private const int MaxLines = 200;
    private const int MaxDomains = 32;
    private const int MaxDots = 15;

    /// <summary>A file that is missing or cannot be read completes nothing.</summary>
    public static SearchList ReadSearchList()
    {
        try
        {
            return Parse(File.ReadLines(Path).Take(MaxLines));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SearchList.None;
        }
    }

    internal static SearchList Parse(IEnumerable<string> lines)
    {
        SearchList list = SearchList.None;
        foreach (string line in lines)
        {
            string[] words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            list = words switch
            {
                ["search", .. var domains] => list with { Domains = [.. domains.Select(domain => domain.Trim('.')).Where(domain => domain.Length > 0).Take(MaxDomains)] },
                ["domain", var domain, ..] => list with { Domains = [domain.Trim('.')] },
                ["options", .. var options] => list with { Dots = DotsIn(options) ?? list.Dots },
                _ => list,
            };
        }

        return list;
    }

    private static int? DotsIn(string[] options)
    {
        string? option = Array.FindLast(options, option => option.StartsWith("ndots:", StringComparison.Ordinal));
        return option is not null && int.TryParse(option.AsSpan("ndots:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int dots)
            ? Math.Min(dots, MaxDots)
            : null;
    }
}
