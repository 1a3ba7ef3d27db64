namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>A probe that explains why the direct way fails: there is no need of it where the connection goes through a proxy's tunnel.</summary>
internal sealed class DirectPathOnly(IStageProbe probe) : IStageProbe
{
    public Stage Stage => probe.Stage;

    public bool Sends => probe.Sends;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) => probe.NotMeasured(evidence, reason);

    public ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken) =>
        evidence.GotThroughProxy() ? ValueTask.FromResult(evidence) : probe.RunAsync(evidence, session, cancellationToken);
}
