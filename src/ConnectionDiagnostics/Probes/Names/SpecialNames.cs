namespace ConnectionDiagnostics.Probes.Names;

/// <summary>Names that DNS has nothing to do with (IANA Special-Use Domain Names).</summary>
internal static class SpecialNames
{
    /// <summary>RFC 6761, section 6.4, and RFC 9476: names under these exist nowhere in DNS, and applications need not ask.</summary>
    private static readonly string[] Never = ["invalid", "alt"];

    /// <summary>
    /// Not for name servers: loopback (RFC 6761, section 6.3), and Tor's, which would be told to whoever runs the name server (RFC 7686). The
    /// system's resolver is asked all the same: what the application gets, it gets there.
    /// </summary>
    private static readonly string[] NotForNameServers = ["localhost", "onion"];

    public static bool NeverExists(string host) => IsUnderAny(host, Never);

    public static bool IsForNameServers(string host) => !IsUnderAny(host, NotForNameServers) && !NeverExists(host);

    public static bool IsLocalhost(string host) => IsUnderAny(host, ["localhost"]);

    private static bool IsUnderAny(string host, string[] domains)
    {
        ReadOnlySpan<char> name = host.AsSpan().TrimEnd('.');
        foreach (string domain in domains)
        {
            if (name.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (name.Length == domain.Length || name[^(domain.Length + 1)] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
