using System.Net;
using ConnectionDiagnostics.Probes.Connect;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>What is seen beside the dialled port: the rest of the host, the hops on the way, and what the name servers say of the name.</summary>
internal sealed record Seen(HostEvidence Host, Fact<PathEvidence> Path, IReadOnlyList<NameServerAnswer> NameServers)
{
    private const int MaxAlternates = 2;

    /// <summary>Of a name with more addresses eight were dialled: each SYN counts.</summary>
    private const int FewAddresses = 4;

    /// <summary>Long enough for a second SYN.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.2);

    public static async Task<Seen> LookAsync(
        IPAddress address, bool wasRefused, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        Task<HostEvidence> host = HostLook.LookAsync(address, evidence, session, cancellationToken);
        Task<Fact<PathEvidence>> path = PathLook.LookAsync(address, wasRefused, host, evidence, session, cancellationToken);
        IReadOnlyList<NameServerAnswer> names = await NameLook.LookAsync(evidence, session, cancellationToken).ConfigureAwait(false);
        ConnectAttempt[] alternates = await DialAlternatesAsync(names, evidence, session, cancellationToken).ConfigureAwait(false);
        return new Seen(await host.ConfigureAwait(false) with { Alternates = alternates }, await path.ConfigureAwait(false), names);
    }

    /// <summary>Where the name leads by other name servers' word: they are addresses of the target too.</summary>
    public static Task<ConnectAttempt[]> DialAlternatesAsync(
        IReadOnlyList<NameServerAnswer> names, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> known = evidence.Names.Value?.Addresses ?? [];
        return Task.WhenAll(names.SelectMany(answer => answer.Addresses).Distinct().Where(address => !known.Contains(address))
            .Take(known.Count > FewAddresses ? 1 : MaxAlternates)
            .Select(address => DialAsync(new IPEndPoint(address, session.Target.Port), session, cancellationToken)));
    }

    private static async Task<ConnectAttempt> DialAsync(IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(Limit, cancellationToken);
        using var dial = new TcpDial(endPoint, session);
        await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return dial.Attempt;
    }
}
