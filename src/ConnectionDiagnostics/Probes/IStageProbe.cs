namespace ConnectionDiagnostics.Probes;

/// <summary>A built-in probe: does I/O, decides nothing, and adds its record to the evidence.</summary>
internal interface IStageProbe
{
    Stage Stage { get; }

    /// <summary>Looks, and returns the evidence with what it saw. Where there is nothing to look at, it says so in its record.</summary>
    Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken);
}
