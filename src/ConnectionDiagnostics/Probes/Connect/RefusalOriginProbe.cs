using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>
/// An address refused at which nobody of this machine listens, or from nearer than it can be: did this machine's own TCP refuse? Its count of
/// resets sent then rises with each refusal; it does not when a packet filter rejects, or forwards the port to a container that refuses.
/// </summary>
internal sealed class RefusalOriginProbe : IStageProbe
{
    /// <summary>Other connections may raise the count meanwhile; that they do so by one each time is unlikely.</summary>
    private const int Rounds = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.5);

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) => evidence;

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        bool nobodyListens = evidence.ListenersOnPort() is { } listeners && evidence.IsServedHere(listeners) == false;
        bool nearerThanTheTarget = evidence.AnsweredByFirstHop() is { Connected: false };
        if (!(nobodyListens || nearerThanTheTarget) || evidence.RefusedByReset() is not { SelfConnected: false } refused)
        {
            return evidence;
        }

        bool? here = await LookAsync(new IPEndPoint(refused.Address, refused.Port), session, cancellationToken).ConfigureAwait(false);
        bool isUncounted = here is null && session.System.Kind == OperatingSystemKind.Linux && session.System.CountTraffic().ResetsSent is null;
        return evidence with { Connect = Fact<ConnectEvidence>.Measured(evidence.Connect.Value! with { RefusedHere = here, RefusalUnattributed = isUncounted }) };
    }

    private static async Task<bool?> LookAsync(IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken)
    {
        for (int round = 0; round < Rounds; round++)
        {
            if (session.System.CountTraffic().ResetsSent is not { } before)
            {
                return null;
            }

            using Deadline deadline = session.StartDeadline(Limit, cancellationToken);
            using var dial = new TcpDial(endPoint, session);
            await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
            if (dial.Attempt.Error != SocketError.ConnectionRefused || session.System.CountTraffic().ResetsSent is not { } after)
            {
                return null;
            }

            if (after != before + 1)
            {
                // More than this one refusal was counted: on a machine as busy as that the count tells nothing.
                return after == before ? false : null;
            }
        }

        return true;
    }
}
