using System.Globalization;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>
/// The counters of RFC 4022 and RFC 4293 and Linux' own, as <c>/proc/net/snmp</c>, <c>/proc/net/snmp6</c> and <c>/proc/net/netstat</c> have them
/// (kernel documentation, networking/snmp_counter.rst).
/// </summary>
internal static class KernelCounters
{
    public static TrafficCounters Read()
    {
        string? snmp = ProcFile.Read("/proc/net/snmp");
        return new TrafficCounters(
            Find(snmp, "Tcp:", "OutRsts"),
            Find(ProcFile.Read("/proc/net/netstat"), "TcpExt:", "TCPRetransFail"),
            Undelivered(snmp, ProcFile.Read("/proc/net/snmp6")));
    }

    /// <summary>The files have pairs of lines with the same prefix: one of names, one of values.</summary>
    public static long? Find(string? text, string prefix, string name)
    {
        string[] lines = [.. (text ?? "").Split('\n').Where(line => line.StartsWith(prefix, StringComparison.Ordinal))];
        if (lines is not [var names, var values])
        {
            return null;
        }

        int index = Array.IndexOf(names.Split(' '), name);
        string[] columns = values.Split(' ');
        return index >= 0 && index < columns.Length ? Parse(columns[index]) : null;
    }

    /// <summary>This file has a name and a value in each line.</summary>
    public static long? Find6(string? text, string name)
    {
        foreach (string line in (text ?? "").Split('\n'))
        {
            string[] columns = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (columns is [var found, var value] && found == name)
            {
                return Parse(value);
            }
        }

        return null;
    }

    public static long? Undelivered(string? snmp, string? snmp6)
    {
        long? four = Find(snmp, "Ip:", "InReceives") - Find(snmp, "Ip:", "InDelivers") - Find(snmp, "Ip:", "ForwDatagrams");
        long? six = Find6(snmp6, "Ip6InReceives") - Find6(snmp6, "Ip6InDelivers") - Find6(snmp6, "Ip6OutForwDatagrams");
        return four + (six ?? 0);
    }

    private static long? Parse(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
}
