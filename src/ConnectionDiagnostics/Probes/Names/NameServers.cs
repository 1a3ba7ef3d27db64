using System.Net;
using DnsClient;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>The name servers to ask, and how they are asked.</summary>
internal static class NameServers
{
    /// <summary>As many as resolv.conf(5) uses (MAXNS).</summary>
    private const int MaxServers = 3;

    /// <summary>How long one may take for an answer.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Abandoned = 3 * AnswerLimit;

    public static IReadOnlyList<IPEndPoint> Of(ProbeSession session) => [.. Configured(session).Take(MaxServers)];

    public static LookupClient Client(IPEndPoint server, bool overTcp = false, bool recursion = true) => new(new LookupClientOptions(server)
    {
        UseCache = false,
        Retries = 0,
        // It runs by the real clock; what ends the waiting is the session's deadline, and this only what is left behind.
        Timeout = Abandoned,
        ThrowDnsErrors = false,
        ContinueOnDnsError = false,
        AutoResolveNameServers = false,
        Recursion = recursion,
        // What comes through without being taken apart on the way (DNS flag day 2020).
        ExtendedDnsBufferSize = 1232,
        // Falling back is done here, so that it is known.
        UseTcpFallback = false,
        UseTcpOnly = overTcp,
    });

    private static IEnumerable<IPEndPoint> Configured(ProbeSession session)
    {
        if (session.Settings.NameServers.Count > 0)
        {
            return session.Settings.NameServers;
        }

        try
        {
            // Without configured servers DnsClient would fall back to public ones: no third party is asked.
            return NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
                .Select(server => new IPEndPoint(IPAddress.Parse(server.Address), server.Port));
        }
#pragma warning disable CA1031 // Whatever is wrong with this machine's DNS configuration, there is then nobody to ask.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }
}
