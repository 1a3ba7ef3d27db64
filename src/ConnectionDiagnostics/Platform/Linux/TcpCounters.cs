using System.Globalization;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>
/// The counters of RFC 4022 as <c>/proc/net/snmp</c> has them: a line of names that begins with "Tcp:", and one of values. They count what
/// happens in this process' network namespace.
/// </summary>
internal static class TcpCounters
{
    private const string Prefix = "Tcp: ";

    /// <returns><see langword="null"/> when the text is missing or has no such counter.</returns>
    public static long? Parse(string? text, string name)
    {
        string[] lines = [.. (text ?? "").Split('\n').Where(line => line.StartsWith(Prefix, StringComparison.Ordinal))];
        if (lines is not [var names, var values])
        {
            return null;
        }

        int index = Array.IndexOf(names.Split(' '), name);
        string[] columns = values.Split(' ');
        return index >= 0 && index < columns.Length && long.TryParse(columns[index], NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value : null;
    }
}
