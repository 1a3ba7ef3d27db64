namespace ConnectionDiagnostics.Probes;

/// <summary>A built-in probe: does I/O, decides nothing, and adds its record to the evidence.</summary>
internal interface IStageProbe
{
    Stage Stage { get; }

    /// <summary>Whether it may send anything: such a probe is left out of a passive diagnosis.</summary>
    bool Sends => true;

    /// <summary>Looks, and returns the evidence with what it saw. Where there is nothing to look at, it says so in its record.</summary>
    ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken);

    /// <summary>The evidence with the reason why there is no record of this probe: the time was up, or it failed.</summary>
    ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason);
}
