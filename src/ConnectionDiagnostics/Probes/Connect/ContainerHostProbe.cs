using System.Net;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>In a container "localhost" is the container. When nothing listens there: does the container's host, which is its gateway, listen on that port?</summary>
internal sealed class ContainerHostProbe : IStageProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.5);

    /// <summary>An address for documentation (RFC 5737): its route is the default one. Nothing is sent to it.</summary>
    private static readonly IPAddress Anywhere = IPAddress.Parse("203.0.113.1");

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { ContainerHost = Fact<ContainerHostEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        bool isAlone = evidence.Environment.Value is { InContainer: true } or { InSubsystemForLinux: true };
        if (!isAlone || evidence.Connect.Value is not { ConnectedAddress: null } || !evidence.IsLoopback()
            || evidence.ListenersOnPort() is not { Count: 0 })
        {
            return evidence with { ContainerHost = Fact<ContainerHostEvidence>.Skipped(FactReason.NotNeeded) };
        }

        Fact<SystemRoute> route = session.System.FindRoute(Anywhere);
        if (route.Value?.Gateway is not { } gateway)
        {
            // A container without a way out has no host that it could mean.
            return evidence with
            {
                ContainerHost = route.IsMeasured ? Fact<ContainerHostEvidence>.Skipped(FactReason.NotNeeded) : Fact<ContainerHostEvidence>.NotMeasured(route.Reason),
            };
        }

        var endPoint = new IPEndPoint(gateway, session.Target.Port);
        ConnectAttempt attempt = await DialAsync(endPoint, session, cancellationToken).ConfigureAwait(false);
        bool? serves = null;
        if (attempt.Connected && Openings.For(session.Target, withQuery: false) is { } opening)
        {
            serves = evidence.ServesTarget(await FreshConnection.SpeakAsync(
                endPoint, opening, session.Target.UsesTls, Limit, session, cancellationToken).ConfigureAwait(false));
        }

        return evidence with { ContainerHost = Fact<ContainerHostEvidence>.Measured(new ContainerHostEvidence { Attempt = attempt, ServesTarget = serves }) };
    }

    private static async Task<ConnectAttempt> DialAsync(IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(Limit, cancellationToken);
        using var dial = new TcpDial(endPoint, session);
        await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
        return dial.Attempt;
    }
}
