using System.Net;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>In a container "localhost" is the container. When nothing listens there: does the container's host, which is its gateway, listen on that port?</summary>
internal sealed class ContainerHostProbe : IStageProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.5);

    /// <summary>An address for documentation (RFC 5737): its route is the default one. Nothing is sent to it.</summary>
    private static readonly IPAddress Anywhere = IPAddress.Parse("203.0.113.1");

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { ContainerHost = Fact<ConnectAttempt>.NotMeasured(reason) };

    public async Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        bool isAlone = evidence.Environment.Value is { InContainer: true } or { InSubsystemForLinux: true };
        if (!isAlone || evidence.Connect.Value is not { ConnectedAddress: null } || !evidence.IsLoopback()
            || evidence.ListenersOnPort() is not { Count: 0 })
        {
            return evidence with { ContainerHost = Fact<ConnectAttempt>.Skipped(FactReason.NotNeeded) };
        }

        Fact<SystemRoute> route = session.System.FindRoute(Anywhere);
        if (route.Value?.Gateway is not { } gateway)
        {
            // A container without a way out has no host that it could mean.
            return evidence with
            {
                ContainerHost = route.IsMeasured ? Fact<ConnectAttempt>.Skipped(FactReason.NotNeeded) : Fact<ConnectAttempt>.NotMeasured(route.Reason),
            };
        }

        using Deadline deadline = session.StartDeadline(Limit, cancellationToken);
        using var dial = new TcpDial(new IPEndPoint(gateway, session.Target.Port), session);
        await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
        return evidence with { ContainerHost = Fact<ConnectAttempt>.Measured(dial.Attempt) };
    }
}
