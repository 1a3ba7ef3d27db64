using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>Asks the configured name servers directly, which the system's resolver does not let one see.</summary>
internal static class NameServerQuestion
{
    /// <summary>As many as resolv.conf(5) uses (MAXNS).</summary>
    private const int MaxServers = 3;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<NameServerAnswer>> AskAllAsync(string host, ProbeSession session, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPEndPoint> servers = [.. Servers(session).Take(MaxServers)];
        return await Task.WhenAll(servers.Select(server => AskAsync(server, host, session, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>The name that belongs to an address of the Internet, as the first name server that has one says; private ones have none that is worth a question.</summary>
    public static async Task<string?> ReverseAsync(IPAddress address, ProbeSession session, CancellationToken cancellationToken)
    {
        if (AddressScopes.Of(address) != AddressScope.Public || Servers(session).FirstOrDefault() is not { } server)
        {
            return null;
        }

        using Deadline deadline = session.StartDeadline(session.Share(0.1, AnswerLimit), cancellationToken);
        try
        {
            IDnsQueryResponse response = await ClientOf(server).QueryReverseAsync(address, deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            return response.Answers.PtrRecords().FirstOrDefault()?.PtrDomainName.Value.TrimEnd('.');
        }
        catch (Exception exception) when (exception is DnsResponseException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static IEnumerable<IPEndPoint> Servers(ProbeSession session)
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

    private static async Task<NameServerAnswer> AskAsync(IPEndPoint server, string host, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(session.Share(0.2, AnswerLimit), cancellationToken);
        LookupClient client = ClientOf(server);
        try
        {
            string question = host.EndsWith('.') ? host : host + ".";
            IDnsQueryResponse[] responses = await Task.WhenAll(
                client.QueryAsync(question, QueryType.A, cancellationToken: deadline.Token),
                client.QueryAsync(question, QueryType.AAAA, cancellationToken: deadline.Token)).WaitAsync(deadline.Token).ConfigureAwait(false);
            return Read(server, responses);
        }
        catch (Exception exception) when (exception is DnsResponseException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new NameServerAnswer { Server = server, Result = NameServerResult.NoAnswer };
        }
    }

    private static LookupClient ClientOf(IPEndPoint server) => new(new LookupClientOptions(server)
    {
        UseCache = false,
        Retries = 0,
        Timeout = AnswerLimit,
        ThrowDnsErrors = false,
        ContinueOnDnsError = false,
        AutoResolveNameServers = false,
    });

    private static NameServerAnswer Read(IPEndPoint server, IDnsQueryResponse[] responses)
    {
        IPAddress[] addresses = [.. responses.SelectMany(response => response.Answers.OfType<AddressRecord>()).Select(record => record.Address)];
        // NXDOMAIN beside a failure is no proof: the failure counts.
        DnsHeaderResponseCode worst = responses.Select(response => response.Header.ResponseCode)
            .OrderByDescending(code => code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain)).ThenByDescending(code => code).First();
        return new NameServerAnswer
        {
            Server = server,
            ResponseCode = (int)worst,
            Aliases = [.. responses.SelectMany(response => response.Answers.CnameRecords()).Select(record => record.CanonicalName.Value.TrimEnd('.')).Distinct()],
            Addresses = addresses,
            Result = addresses.Length > 0 ? NameServerResult.Addresses
                : responses.All(response => response.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain) ? NameServerResult.NoSuchName
                : worst == DnsHeaderResponseCode.NoError ? NameServerResult.NoAddress
                : NameServerResult.ServerFailure,
        };
    }
}
