using System.Net;
using DnsClient;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>Asks the name servers that are responsible for a name's zone: what is true, whatever caches on the way still hold.</summary>
internal static class ZoneQuestion
{
    private const int MaxLevels = 5;
    private const int MaxAuthorities = 3;

    public static async Task<IReadOnlyList<NameServerAnswer>> AskAuthoritiesAsync(string host, ProbeSession session, CancellationToken cancellationToken)
    {
        if (NameServers.Of(session) is not [var server, ..])
        {
            return [];
        }

        using Deadline deadline = session.StartDeadline(session.Share(0.3, NameServers.AnswerLimit), cancellationToken);
        IReadOnlyList<string> names = await FindAuthoritiesAsync(host, server, deadline).ConfigureAwait(false);
        IPAddress?[] addresses = await Task.WhenAll(names.Select(name => FindAddressAsync(name, server, deadline))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // At the port where the configured one is asked: 53, but for a DNS of somebody's own.
        return await Task.WhenAll(addresses.OfType<IPAddress>().Distinct()
            .Select(address => NameServerQuestion.AskAsync(new IPEndPoint(address, server.Port), host, recursion: false, session, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>The names of the zone's servers (NS), at the name itself or above it; a top-level domain's are of no interest.</summary>
    private static async Task<IReadOnlyList<string>> FindAuthoritiesAsync(string host, IPEndPoint server, Deadline deadline)
    {
        string zone = host.TrimEnd('.');
        for (int level = 0; level < MaxLevels && zone.Contains('.', StringComparison.Ordinal); level++)
        {
            DnsReply reply = await DnsExchange.AskAsync(server, zone, QueryType.NS, recursion: true, deadline.Token).ConfigureAwait(false);
            if (reply.Response is null)
            {
                return [];
            }

            string[] found = [.. reply.Response.Answers.NsRecords().Select(record => record.NSDName.Value.TrimEnd('.')).Distinct().Take(MaxAuthorities)];
            if (found.Length > 0)
            {
                return found;
            }

            zone = zone[(zone.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }

        return [];
    }

    private static async Task<IPAddress?> FindAddressAsync(string name, IPEndPoint server, Deadline deadline)
    {
        DnsReply reply = await DnsExchange.AskAsync(server, name, QueryType.A, recursion: true, deadline.Token).ConfigureAwait(false);
        reply = reply.Response?.Answers.ARecords().Any() == true
            ? reply
            : await DnsExchange.AskAsync(server, name, QueryType.AAAA, recursion: true, deadline.Token).ConfigureAwait(false);
        return reply.Response?.Answers.OfType<DnsClient.Protocol.AddressRecord>().FirstOrDefault()?.Address;
    }
}
