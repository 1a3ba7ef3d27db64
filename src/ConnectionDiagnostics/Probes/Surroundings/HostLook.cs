using System.Net;
using ConnectionDiagnostics.Knowledge;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Probes.Names;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>Other ports of the target's host, an echo request, and the name that belongs to the address.</summary>
internal static class HostLook
{
    /// <summary>Long enough for a second SYN.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.2);

    private const int PageBytes = 8 * 1024;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(0.8);

    public static async Task<HostEvidence> LookAsync(
        IPAddress address, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        Task<HostPort[]> ports = Task.WhenAll(HostPortChoice.Choose(session.Target)
            .Select(choice => DialAsync(new IPEndPoint(address, choice.Port), choice.Role, evidence, session, cancellationToken)));
        Task<Fact<PingEvidence>> ping = PingAsync(address, session, cancellationToken);
        Task<string?> name = NameServerQuestion.ReverseAsync(address, session, cancellationToken);
        return new HostEvidence
        {
            Address = address,
            Ports = await ports.ConfigureAwait(false),
            Ping = await ping.ConfigureAwait(false),
            ReverseName = await name.ConfigureAwait(false),
        };
    }

    private static async Task<HostPort> DialAsync(
        IPEndPoint endPoint, HostPortRole role, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(Limit, cancellationToken);
        using var dial = new TcpDial(endPoint, session);
        await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var seen = new HostPort { Role = role, Attempt = dial.Attempt };
        return dial.Attempt.Connected ? await SpeakAsync(seen, endPoint, evidence, session, cancellationToken).ConfigureAwait(false) : seen;
    }

    /// <summary>A usual port is asked for what the client wants, a panel's port for its page; on a common port it is enough that somebody answers.</summary>
    private static async Task<HostPort> SpeakAsync(
        HostPort seen, IPEndPoint endPoint, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (seen.Role == HostPortRole.UsualPort && Openings.For(session.Target, withQuery: false) is { } opening)
        {
            ProtocolExchange exchange = await FreshConnection.SpeakAsync(
                endPoint, opening, session.Target.UsesTls, AnswerLimit, session, cancellationToken).ConfigureAwait(false);
            return seen with { Exchange = exchange, ServesTarget = evidence.ServesTarget(exchange) };
        }

        return seen.Role == HostPortRole.ControlPanel
            ? await RecognisePanelAsync(seen, endPoint, session, cancellationToken).ConfigureAwait(false)
            : seen;
    }

    /// <summary>A panel is known by its page; of the page no more is kept than of any answer.</summary>
    private static async Task<HostPort> RecognisePanelAsync(
        HostPort seen, IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken)
    {
        bool isTls = ControlPanels.All.SelectMany(panel => panel.Ports).Any(port => port.Number == endPoint.Port && port.IsTls);
        Opening opening = Openings.Page(endPoint) with { KeptBytes = PageBytes };
        ProtocolExchange exchange = await FreshConnection.SpeakAsync(endPoint, opening, isTls, AnswerLimit, session, cancellationToken).ConfigureAwait(false);
        if (exchange.Http is null)
        {
            // Panels are installed with TLS and without.
            exchange = await FreshConnection.SpeakAsync(endPoint, opening, !isTls, AnswerLimit, session, cancellationToken).ConfigureAwait(false);
        }

        return seen with
        {
            ControlPanel = ControlPanels.Recognise(endPoint.Port, exchange.Received.Span)?.Id,
            Exchange = exchange with { Received = exchange.Received[..Math.Min(exchange.Received.Length, new Opening { Protocol = null }.KeptBytes)] },
        };
    }

    private static async Task<Fact<PingEvidence>> PingAsync(IPAddress address, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(Limit, cancellationToken);
        Fact<PingEvidence> seen = await session.System.PingAsync(address, session.Time, deadline.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return seen;
    }
}
