using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Which entry of <c>NO_PROXY</c> lets a client go direct. .NET and curl read the same list differently.</summary>
internal static class NoProxyRules
{
    private static readonly char[] CurlSeparators = [',', ' ', '\t'];

    /// <summary>The entry that matches as .NET's HttpEnvironmentProxy reads it: separated by commas; equal, or with a leading dot the domain and what is below it; no wildcard, no network, no port.</summary>
    /// <param name="list">The variable's value.</param>
    /// <param name="host">The host as in <see cref="Uri.Host"/>: an IPv6 address in brackets.</param>
    public static string? FindInHttpClient(string? list, string host)
    {
        foreach (string entry in (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            bool matches = entry[0] == '.'
                ? host.EndsWith(entry, StringComparison.OrdinalIgnoreCase) || host.AsSpan().Equals(entry.AsSpan(1), StringComparison.OrdinalIgnoreCase)
                : host.Equals(entry, StringComparison.OrdinalIgnoreCase);
            if (matches)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>
    /// The entry that matches as curl 7.86 and later read it (lib/noproxy.c): the domain and what is below it, with or without a leading dot; networks in CIDR
    /// form; a lone <c>*</c> for every host; no wildcard inside an entry, no port, IPv6 without brackets. Blanks separate as well as commas do, in the versions up to 8.8.
    /// </summary>
    /// <param name="list">The variable's value.</param>
    /// <param name="host">The host as in <see cref="Uri.Host"/>: an IPv6 address in brackets.</param>
    public static string? FindInCurl(string? list, string host)
    {
        if (list == "*")
        {
            return list;
        }

        bool isIPv6 = host.StartsWith('[');
        bool isAddress = IPAddress.TryParse(host, out IPAddress? address) && (isIPv6 || address.AddressFamily == AddressFamily.InterNetwork);
        string name = host.TrimEnd('.');
        foreach (string entry in (list ?? "").Split(CurlSeparators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (isAddress ? MatchesAddress(entry, address!) : MatchesName(entry, name))
            {
                return entry;
            }
        }

        return null;
    }

    private static bool MatchesName(string entry, string name)
    {
        ReadOnlySpan<char> domain = entry.EndsWith('.') ? entry.AsSpan(..^1) : entry;
        domain = domain.StartsWith(".") ? domain[1..] : domain;
        return name.AsSpan().Equals(domain, StringComparison.OrdinalIgnoreCase)
            || (domain.Length < name.Length && name[name.Length - domain.Length - 1] == '.' && name.AsSpan().EndsWith(domain, StringComparison.OrdinalIgnoreCase) && !domain.IsEmpty);
    }

    private static bool MatchesAddress(string entry, IPAddress address)
    {
        int slash = entry.IndexOf('/', StringComparison.Ordinal);
        string network = slash < 0 ? entry : entry[..slash];
        // curl reads addresses by inet_pton: four full numbers, no brackets.
        bool isPlain = network.Contains(':', StringComparison.Ordinal) ? !network.StartsWith('[') : network.Count(c => c == '.') == 3;
        if (!isPlain || !IPAddress.TryParse(network, out IPAddress? prefix) || prefix.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        int bits = prefix.GetAddressBytes().Length * 8;
        if (slash >= 0)
        {
            // A length of nothing or of 0 means the whole address, as curl's own code has it.
            _ = int.TryParse(entry.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int given);
            bits = given == 0 ? bits : given;
        }

        return bits <= prefix.GetAddressBytes().Length * 8 && new IPNetwork(Masked(prefix, bits), bits).Contains(address);
    }

    /// <summary>The network's own address: <see cref="IPNetwork"/> wants no bits behind its prefix.</summary>
    private static IPAddress Masked(IPAddress address, int bits)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int index = 0; index < bytes.Length; index++)
        {
            int kept = Math.Clamp(bits - (index * 8), 0, 8);
            bytes[index] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
