using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>
/// Dials once more when this machine refused and yet, by its table a moment later, listens: a server that was just starting is not a firewall.
/// </summary>
internal sealed class RedialProbe : IStageProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) => evidence;

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (evidence.Connect.Value is not { ConnectedAddress: null, Attempts: [{ Error: SocketError.ConnectionRefused } refused, ..] } connect
            || evidence.ListenersOnPort() is not { } listeners || evidence.IsServedHere(listeners) != true)
        {
            return evidence;
        }

        using Deadline deadline = session.StartDeadline(Limit, cancellationToken);
        using var dial = new TcpDial(new IPEndPoint(refused.Address, refused.Port), session);
        await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
        bool connected = dial.Attempt.Connected;
        session.UseConnection(dial.Take());
        return evidence with
        {
            Connect = Fact<ConnectEvidence>.Measured(connect with
            {
                Attempts = [.. connect.Attempts, dial.Attempt],
                ConnectedAddress = connected ? refused.Address : null,
            }),
        };
    }
}
