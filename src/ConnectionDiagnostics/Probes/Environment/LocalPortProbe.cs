using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Probes.Environment;

/// <summary>When there was no local address or port to connect from: how many ports there are, and what holds them.</summary>
internal sealed class LocalPortProbe : IStageProbe
{
    public Stage Stage => Stage.Environment;

    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { LocalPorts = Fact<LocalPortEvidence>.NotMeasured(reason) };

    public ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        ConnectAttempt? without = evidence.Attempts()
            .FirstOrDefault(attempt => attempt.Error is SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse);
        return ValueTask.FromResult(evidence with
        {
            LocalPorts = without is null
                ? Fact<LocalPortEvidence>.Skipped(FactReason.NotNeeded)
                : Count(new IPEndPoint(without.Address, without.Port), session.System),
        });
    }

    private static Fact<LocalPortEvidence> Count(IPEndPoint destination, IOperatingSystem system)
    {
        Fact<ConnectionCensus> census = system.CountConnections(destination);
        Fact<LocalPortRange> range = system.ReadLocalPortRange();
        return Fact<LocalPortEvidence>.Measured(new LocalPortEvidence
        {
            Destination = destination,
            FirstPort = range.Value?.First,
            LastPort = range.Value?.Last,
            ReservedPorts = range.Value?.Reserved ?? 0,
            Connections = census.Value?.ToDestination,
            AllConnections = census.Value?.All,
            Owners = census.Value?.Owners ?? [],
        });
    }
}
