namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>When an accepted connection got no answer: how it stands, to tell a silent server from a path that loses large packets.</summary>
internal sealed class TransferProbe : IStageProbe
{
    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Transfer = Fact<TransferEvidence>.NotMeasured(reason) };

    public ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        bool stalled = evidence.Tls.Value?.Result is TlsResult.Silent or TlsResult.TimedOutMidway
            || (evidence.Protocol.Value is { Own: { Spoken: not null, Result: ExchangeResult.Silent } });
        return ValueTask.FromResult(evidence with
        {
            Transfer = stalled && session.Connection is { } connection
                ? session.System.ReadTransfer(connection)
                : Fact<TransferEvidence>.Skipped(FactReason.NotNeeded),
        });
    }
}
