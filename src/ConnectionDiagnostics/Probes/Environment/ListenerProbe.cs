
namespace ConnectionDiagnostics.Probes.Environment;

/// <summary>Who listens on this machine, when a connect to this machine has failed. After the connect, so that the two belong together.</summary>
internal sealed class ListenerProbe : IStageProbe
{
    public Stage Stage => Stage.Environment;

    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Listeners = Fact<ListenerTable>.NotMeasured(reason) };

    public ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        bool failedHere = evidence.IsOwnMachine() && evidence.FirstFailure() is not null;
        return ValueTask.FromResult(evidence with
        {
            Listeners = failedHere ? Read(session) : Fact<ListenerTable>.Skipped(FactReason.NotNeeded),
        });
    }

    private static Fact<ListenerTable> Read(ProbeSession session)
    {
        Fact<ListenerTable> table = session.System.ReadListenersAfterFailure(session.Target.Port);
        if (!table.IsMeasured)
        {
            return table;
        }

        // Finding processes costs a walk through /proc: only for the port that matters.
        int port = session.Target.Port;
        Listener[] onPort = [.. table.Value.Listeners.Where(listener => listener.Port == port)];
        if (onPort.Length == 0)
        {
            return table;
        }

        IReadOnlyList<Listener> named = session.System.WithProcesses(onPort);
        Listener[] all = [.. table.Value.Listeners.Select(listener => named.FirstOrDefault(other => IsSame(other, listener)) ?? listener)];
        return Fact<ListenerTable>.Measured(table.Value with { Listeners = all });
    }

    private static bool IsSame(Listener a, Listener b) => a.Port == b.Port && a.Address.Equals(b.Address) && a.Inode == b.Inode;
}
