namespace ConnectionDiagnostics.Probes.Environment;

/// <summary>This machine: its system, its interfaces and their addresses.</summary>
internal sealed class EnvironmentProbe : IStageProbe
{
    public Stage Stage => Stage.Environment;

    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Environment = Fact<EnvironmentEvidence>.NotMeasured(reason) };

    public ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        var environment = new EnvironmentEvidence
        {
            OperatingSystem = session.System.Kind,
            InContainer = session.System.InContainer(),
            InSubsystemForLinux = session.System.InSubsystemForLinux(),
            IPv6Disabled = session.System.IsIPv6Disabled(),
            Addresses = session.System.ReadAddresses(),
        };
        return ValueTask.FromResult(evidence with { Environment = Fact<EnvironmentEvidence>.Measured(environment) });
    }
}
