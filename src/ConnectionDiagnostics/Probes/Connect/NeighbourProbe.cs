using System.Net;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>
/// When this machine refuses because nothing listens at the dialled address and port: does one of its other listeners serve what the client wants?
/// </summary>
internal sealed class NeighbourProbe : IStageProbe
{
    /// <summary>Only ports that are known to listen are asked, and only on this machine: more than on somebody else's.</summary>
    private const int MaxPorts = 16;

    /// <summary>Everything here is on this machine: who answers at all does so within milliseconds.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(400);

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Neighbours = Fact<NeighbourEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        bool nobodyListens = evidence.ListenersOnPort() is { } onPort && evidence.IsServedHere(onPort) == false;
        if (!nobodyListens || Openings.For(session.Target, withQuery: false) is not { } opening)
        {
            return evidence with { Neighbours = Fact<NeighbourEvidence>.Skipped(FactReason.NotNeeded) };
        }

        IReadOnlyList<Listener> candidates = NeighbourChoice.Choose(evidence, session.Target, MaxPorts);
        ProtocolExchange[] exchanges = await Task.WhenAll(candidates.Select(candidate => FreshConnection.SpeakAsync(
            EndPointOf(candidate, evidence), ToNeighbour(opening, candidate, evidence), session.Target.UsesTls, AnswerLimit, session, cancellationToken))).ConfigureAwait(false);

        bool[] plain = session.Target.UsesTls && !exchanges.Any(evidence.ServesTarget)
            ? await AskWithoutTlsAsync(candidates, exchanges, opening, evidence, session, cancellationToken).ConfigureAwait(false)
            : new bool[exchanges.Length];

        Listener[] serving = [.. candidates.Where((_, index) => evidence.ServesTarget(exchanges[index]) || plain[index])];
        IReadOnlyList<Listener> named = session.System.WithProcesses(serving);
        NeighbourPort[] ports = [.. candidates.Select((candidate, index) =>
        {
            ProcessIdentity? process = (named.FirstOrDefault(listener => listener.Port == candidate.Port) ?? candidate).Process;
            return new NeighbourPort
            {
                EndPoint = EndPointOf(candidate, evidence),
                Exchange = exchanges[index],
                ServesTarget = evidence.ServesTarget(exchanges[index]),
                ServesWithoutTls = plain[index],
                Process = process,
                IsOwnProcess = process?.Id == System.Environment.ProcessId,
            };
        })];
        return evidence with { Neighbours = Fact<NeighbourEvidence>.Measured(new NeighbourEvidence { Ports = ports }) };
    }

    /// <summary>None serves the target with TLS: does one without? Only those are asked that did not take TLS up.</summary>
    private static Task<bool[]> AskWithoutTlsAsync(
        IReadOnlyList<Listener> candidates, ProtocolExchange[] exchanges, Opening opening, ConnectionEvidence evidence, ProbeSession session,
        CancellationToken cancellationToken) => Task.WhenAll(candidates.Select(async (candidate, index) =>
            exchanges[index].Detected != WireProtocol.Tls && !exchanges[index].InsideTls
            && evidence.ServesTarget(await FreshConnection.SpeakAsync(
                EndPointOf(candidate, evidence), ToNeighbour(opening, candidate, evidence), false, AnswerLimit, session, cancellationToken).ConfigureAwait(false))));

    /// <summary>A path may do something, and is not meant for them; the application itself may be among them. Of a WebSocket it decides.</summary>
    private static Opening ToNeighbour(Opening opening, Listener listener, ConnectionEvidence evidence) =>
        opening.Protocol == WireProtocol.Http ? Openings.Page(EndPointOf(listener, evidence)) : opening;

    private static IPEndPoint EndPointOf(Listener listener, ConnectionEvidence evidence) => listener.ReachableBeside(evidence.Attempts()[0].Address);
}
