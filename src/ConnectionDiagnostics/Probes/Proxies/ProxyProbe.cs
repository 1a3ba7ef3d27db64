using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>
/// The way through the proxy that the connection takes: connects to it, asks it for the target, and hands the tunnel to the later stages. Without a
/// tunnel they go on with the direct connection, to compare.
/// </summary>
internal sealed class ProxyProbe : IStageProbe
{
    private const double TimeShare = 0.35;

    /// <summary>Long enough for a proxy that looks for the target in vain: a host that does not answer ARP takes it three seconds (arp(7)).</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3.5);

    private static readonly TimeSpan OtherLimit = TimeSpan.FromSeconds(1);

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Proxy = Fact<ProxyEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (session.Proxy is not { } route)
        {
            return evidence with { Proxy = Fact<ProxyEvidence>.Skipped(FactReason.NotNeeded) };
        }

        TimeSpan start = session.Elapsed;
        var conversation = new ProxyConversation(route, session, FindIPv4(evidence, session.Target));
        ProxyEvidence seen = await conversation.RunAsync(session.Share(TimeShare, AnswerLimit), cancellationToken).ConfigureAwait(false);
        seen = seen with { Duration = session.Elapsed - start };
        if (conversation.Socket is { } socket && conversation.Stream is { } stream)
        {
            await session.ReplaceConnectionAsync(socket, stream).ConfigureAwait(false);
            session.OpenTunnelAsync = conversation.OpenAgainAsync;
        }

        bool isStrange = seen.Result is ProxyResult.Silent or ProxyResult.Closed or ProxyResult.Reset or ProxyResult.Unintelligible
            || (seen is { Result: ProxyResult.Declined, Http: { } http } && !http.IsMarkedByProxy(seen.Method))
            || seen is { Result: ProxyResult.Declined, Step: ProxyStep.Greeting };
        return evidence with
        {
            Proxy = Fact<ProxyEvidence>.Measured(isStrange ? seen with { Others = await IdentifyAsync(seen, session, cancellationToken).ConfigureAwait(false) } : seen),
        };
    }

    /// <summary>It does not answer as its scheme says: a web server, a proxy of another kind, or one that waits for the target?</summary>
    private static async Task<IReadOnlyList<ProtocolExchange>> IdentifyAsync(ProxyEvidence seen, ProbeSession session, CancellationToken cancellationToken)
    {
        if (seen.Attempts.FirstOrDefault(attempt => attempt.Connected) is not { } connected || seen.Setting.Scheme == "https")
        {
            return [];
        }

        var endPoint = new IPEndPoint(connected.Address, connected.Port);
        // A user name and password are what a SOCKS proxy may want instead of nothing: choosing them is its answer, and none are sent.
        Opening[] openings = seen is { Method: ProxyMethod.Socks5, ReplyCode: 0xFF }
            ? [ProxyOpenings.Socks5WithPassword]
            : [Openings.Page(endPoint), ProxyOpenings.Socks5];
        return await Task.WhenAll(openings.Select(opening => FreshConnection.SpeakAsync(endPoint, opening, false, OtherLimit, session, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>SOCKS 4 without 4A needs the address, looked up here.</summary>
    private static IPAddress? FindIPv4(ConnectionEvidence evidence, ConnectionTarget target) =>
        target.Address ?? evidence.Names.Value?.Addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork);
}
