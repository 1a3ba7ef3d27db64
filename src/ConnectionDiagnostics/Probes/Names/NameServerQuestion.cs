using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using DnsClient;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>Asks the configured name servers directly, which the system's resolver does not let one see.</summary>
internal static class NameServerQuestion
{
    /// <summary>Of a search list: each is a question more to each server.</summary>
    private const int MaxDomains = 2;

    public static async Task<IReadOnlyList<NameServerAnswer>> AskAllAsync(string host, ProbeSession session, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = NamesFor(host, session.System.ReadSearchList());
        IReadOnlyList<NameServerAnswer>[] answers = await Task.WhenAll(
            NameServers.Of(session).Select(server => AskAsync(server, names, session, cancellationToken))).ConfigureAwait(false);
        return [.. answers.SelectMany(answer => answer)];
    }

    /// <summary>The name that belongs to an address of the Internet, as the first name server that has one says; private ones have none that is worth a question.</summary>
    public static async Task<string?> ReverseAsync(IPAddress address, ProbeSession session, CancellationToken cancellationToken)
    {
        if (AddressScopes.Of(address) != AddressScope.Public || NameServers.Of(session) is not [var server, ..])
        {
            return null;
        }

        using Deadline deadline = session.StartDeadline(session.Share(0.1, NameServers.AnswerLimit), cancellationToken);
        string question = address.GetArpaName();
        DnsReply reply = await DnsExchange.AskAsync(server, question, QueryType.PTR, recursion: true, deadline.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return reply.Response?.Answers.PtrRecords().FirstOrDefault()?.PtrDomainName.Value.TrimEnd('.');
    }

    /// <summary>Asks one server for A and AAAA at once.</summary>
    public static async Task<NameServerAnswer> AskAsync(
        IPEndPoint server, string name, bool recursion, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(session.Share(0.2, NameServers.AnswerLimit), cancellationToken);
        DnsReply[] replies = await Task.WhenAll(
            DnsExchange.AskAsync(server, name, QueryType.A, recursion, deadline.Token),
            DnsExchange.AskAsync(server, name, QueryType.AAAA, recursion, deadline.Token)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        NameServerAnswer answer = DnsReplyReader.Read(server, name, replies);
        if (answer.Result != NameServerResult.NoAnswer)
        {
            return answer;
        }

        (bool isThere, SocketError error) = await NameServerPulse.FeelAsync(server, session, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return answer with { AnswersOtherwise = isThere, Error = error == SocketError.Success ? answer.Error : error };
    }

    /// <summary>The names that the system's resolver would ask for, in its order (resolv.conf(5), search and ndots).</summary>
    internal static IReadOnlyList<string> NamesFor(string host, SearchList search) =>
        host.EndsWith('.') || host.Count(c => c == '.') >= search.Dots
            ? [host]
            : [.. search.Domains.Take(MaxDomains).Select(domain => $"{host}.{domain}"), host];

    /// <summary>One name after another, until one has an address or the server does not answer.</summary>
    private static async Task<IReadOnlyList<NameServerAnswer>> AskAsync(
        IPEndPoint server, IReadOnlyList<string> names, ProbeSession session, CancellationToken cancellationToken)
    {
        var answers = new List<NameServerAnswer>();
        foreach (string name in names)
        {
            NameServerAnswer answer = await AskAsync(server, name, recursion: true, session, cancellationToken).ConfigureAwait(false);
            answers.Add(answer);
            if (answer.Result is not (NameServerResult.NoSuchName or NameServerResult.NoAddress))
            {
                break;
            }
        }

        return answers;
    }
}
