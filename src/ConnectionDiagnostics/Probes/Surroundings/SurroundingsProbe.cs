using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>When another machine refused or did not answer: what is beside the dialled port, to tell filtered from down and wrong port from not started.</summary>
internal sealed class SurroundingsProbe : IStageProbe
{
    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) => evidence with
    {
        Host = Fact<HostEvidence>.NotMeasured(reason),
        Path = Fact<PathEvidence>.NotMeasured(reason),
    };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (evidence.Connect.Value is { ConnectedAddress: null } && evidence.IsOwnMachine() && evidence.FirstFailure() is { } here)
        {
            return await LookForOthersAsync(here, evidence, session, cancellationToken).ConfigureAwait(false);
        }

        if (evidence.Connect.Value is not { ConnectedAddress: null } || WorthALook(evidence) is not { } attempt)
        {
            return evidence with { Host = Fact<HostEvidence>.Skipped(FactReason.NotNeeded), Path = Fact<PathEvidence>.Skipped(FactReason.NotNeeded) };
        }

        // Each SYN counts: what was looked at is not looked at again, even if by now another address leaves more doubt.
        Seen seen = session.EarlyLook is { } early
            ? await early.EndAsync().ConfigureAwait(false)
            : await Seen.LookAsync(attempt.Address, IsReset(attempt), evidence, session, cancellationToken).ConfigureAwait(false);
        // After everything was sent, now the system knows whether somebody is there.
        HostEvidence host = seen.Host with { NextHop = ReadNextHop(seen.Host.Address, session.System) };
        return evidence with
        {
            Host = Fact<HostEvidence>.Measured(host),
            Path = seen.Path,
            Names = evidence.Names.Value is { } names ? Fact<NameEvidence>.Measured(names with { NameServers = seen.NameServers }) : evidence.Names,
        };
    }

    /// <summary>On this machine the table of listeners says what its ports do; but is the name meant for this machine at all?</summary>
    private static async ValueTask<ConnectionEvidence> LookForOthersAsync(
        ConnectAttempt here, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        IReadOnlyList<NameServerAnswer> answers = await NameLook.LookAsync(evidence, session, cancellationToken).ConfigureAwait(false);
        ConnectAttempt[] alternates = await Seen.DialAlternatesAsync(answers, evidence, session, cancellationToken).ConfigureAwait(false);
        return evidence with
        {
            Host = alternates.Length > 0
                ? Fact<HostEvidence>.Measured(new HostEvidence { Address = here.Address, Alternates = alternates })
                : Fact<HostEvidence>.Skipped(FactReason.NotNeeded),
            Path = Fact<PathEvidence>.Skipped(FactReason.NotNeeded),
            Names = evidence.Names.Value is { } names ? Fact<NameEvidence>.Measured(names with { NameServers = answers }) : evidence.Names,
        };
    }

    private static ConnectAttempt? WorthALook(ConnectionEvidence evidence) =>
        evidence.Attempts().FirstOrDefault(attempt => evidence.RouteTo(attempt.Address) is { IsOwn: false } && LeavesDoubt(attempt));

    /// <summary>A reset or silence may mean many things; an ICMP error or an error of this machine's own tells its sender.</summary>
    internal static bool LeavesDoubt(ConnectAttempt attempt) =>
        IsReset(attempt) || attempt.Error == SocketError.TimedOut
        || (attempt.Error == SocketError.HostUnreachable && attempt.IcmpErrors?.Any(SaysProhibited) != true);

    /// <summary>A filter that says so (RFC 1812, section 5.2.7.1; RFC 4443, section 3.1) leaves nothing to look for.</summary>
    private static bool SaysProhibited(IcmpError icmp) =>
        icmp is { IsIPv6: false, Type: 3, Code: 9 or 10 or 13 } or { IsIPv6: true, Type: 1, Code: 1 or 5 };

    internal static bool IsReset(ConnectAttempt attempt) =>
        attempt is { Error: SocketError.ConnectionRefused, IcmpErrors: null or { Count: 0 } };

    private static Fact<LinkNeighbour> ReadNextHop(IPAddress address, IOperatingSystem system) =>
        system.FindRoute(address) is { IsMeasured: true, Value: { Kind: RouteKind.Unicast } route }
            ? system.ReadNeighbour(route.Gateway ?? address, route)
            : Fact<LinkNeighbour>.NotMeasured(FactReason.NotSupported);
}
