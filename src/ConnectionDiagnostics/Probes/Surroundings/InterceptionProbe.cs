using System.Net;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>
/// When a far server accepted and a later stage failed: a connect for one hop, which only somebody nearer could accept. A transparent
/// proxy, or TUN software on this machine, then answered in the server's place.
/// </summary>
internal sealed class InterceptionProbe : IStageProbe
{
    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence.Path.IsMeasured ? evidence : evidence with { Path = Fact<PathEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (evidence.Connect.Value?.ConnectedAddress is not { } address || evidence.RouteTo(address) is not { IsOwn: false, Interface: null }
            || !LaterStageFailed(evidence))
        {
            return evidence;
        }

        PathEvidence seen = await PathLook.LookAtFirstHopAsync(new IPEndPoint(address, session.Target.Port), session, cancellationToken).ConfigureAwait(false);
        return evidence with { Path = Fact<PathEvidence>.Measured(seen) };
    }

    private static bool LaterStageFailed(ConnectionEvidence evidence) =>
        evidence.Tls is { IsMeasured: true, Value.Result: not TlsResult.Succeeded }
        || (evidence.Protocol.Value is { } protocol && !evidence.ServesTarget(protocol.Own));
}
