using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>From the name to addresses: as the application gets them, and when it gets none, what the name servers say.</summary>
internal sealed class NameResolutionProbe : IStageProbe
{
    /// <summary>Of the request's time; a resolver without an answer gives up after five seconds by default (resolv.conf(5)).</summary>
    private const double ResolverShare = 0.55;

    private static readonly TimeSpan ResolverLimit = TimeSpan.FromSeconds(5.5);

    public Stage Stage => Stage.NameResolution;

    /// <summary>A passive one keeps to the hosts file.</summary>
    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Names = Fact<NameEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken) =>
        evidence with
        {
            Names = await LookUpAsync(session, cancellationToken).ConfigureAwait(false) is { } names
                ? Fact<NameEvidence>.Measured(names)
                : Fact<NameEvidence>.NotMeasured(FactReason.NotAllowed),
        };

    private static async Task<NameEvidence?> LookUpAsync(ProbeSession session, CancellationToken cancellationToken)
    {
        string host = session.Target.Host;
        if (session.Target.Address is { } address)
        {
            return new NameEvidence { Host = host, IsLiteral = true, Addresses = [address] };
        }

        IReadOnlyList<HostsEntry> entries = HostsFile.Find(host);
        if (SpecialNames.NeverExists(host) && entries.Count == 0)
        {
            return new NameEvidence { Host = host, Error = SocketError.HostNotFound, NeverExists = true };
        }

        if (session.Request.Depth == DiagnosisDepth.Passive && !SpecialNames.IsLocalhost(host))
        {
            return entries.Count > 0 ? new NameEvidence { Host = host, Addresses = [.. entries.Select(entry => entry.Address).Distinct()], HostsEntries = entries } : null;
        }

        (IReadOnlyList<IPAddress> addresses, SocketError error) = await ResolveAsync(host, session, cancellationToken).ConfigureAwait(false);
        var names = new NameEvidence { Host = host, Addresses = addresses, Error = error, HostsEntries = entries, SearchDomains = session.System.ReadSearchList().Domains };
        bool isThorough = session.Request.Depth == DiagnosisDepth.Thorough;
        if ((addresses.Count > 0 && !isThorough) || !SpecialNames.IsForNameServers(host))
        {
            return names;
        }

        // getaddrinfo cannot tell a name that does not exist from one without an address; the name servers can.
        Task<IReadOnlyList<NameServerAnswer>> servers = NameServerQuestion.AskAllAsync(host, session, cancellationToken);
        Task<IReadOnlyList<NameServerAnswer>> authorities = isThorough
            ? ZoneQuestion.AskAuthoritiesAsync(host, session, cancellationToken)
            : Task.FromResult<IReadOnlyList<NameServerAnswer>>([]);
        return names with { NameServers = await servers.ConfigureAwait(false), Authorities = await authorities.ConfigureAwait(false) };
    }

    /// <summary>What the application's sockets can dial; a name without such an address keeps those that it has, to be told what it does have.</summary>
    private static IEnumerable<IPAddress> OfFamily(IEnumerable<IPAddress> addresses, AddressFamily? family)
    {
        IPAddress[] all = [.. addresses];
        return family is not null && all.Any(address => address.AddressFamily == family) ? all.Where(address => address.AddressFamily == family) : all;
    }

    private static async Task<(IReadOnlyList<IPAddress> Addresses, SocketError Error)> ResolveAsync(
        string host, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(session.Share(ResolverShare, ResolverLimit), cancellationToken);
        try
        {
            // The resolver's own call cannot be cancelled: on a deadline it is left to finish alone.
            IPAddress[] addresses = await session.System.ResolveAsync(host, deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            return ([.. OfFamily(addresses.Distinct(), session.Request.AddressFamily)], addresses.Length > 0 ? SocketError.Success : SocketError.NoData);
        }
        catch (SocketException exception)
        {
            return ([], exception.SocketErrorCode);
        }
        catch (ArgumentException)
        {
            return ([], SocketError.HostNotFound);
        }
        catch (OperationCanceledException) when (deadline.TimeIsUp)
        {
            return ([], SocketError.TimedOut);
        }
    }
}
