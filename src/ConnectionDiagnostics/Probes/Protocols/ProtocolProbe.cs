using System.Net;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Speaks what the client would have spoken, and when that gets no fitting answer, finds out what the server speaks.</summary>
internal sealed class ProtocolProbe : IStageProbe
{
    private const double TimeShare = 0.3;

    private static readonly TimeSpan OwnLimit = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan OtherLimit = TimeSpan.FromSeconds(1);

    /// <summary>A server that answers at all answers within this time, as a rule.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Stage Stage => Stage.Protocol;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Protocol = Fact<ProtocolEvidence>.NotMeasured(reason) };

    public async Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (session.Stream is null || session.Connection is null)
        {
            return evidence with { Protocol = Fact<ProtocolEvidence>.Skipped(FactReason.EarlierStageFailed) };
        }

        // Not in plain where TLS was wanted, and not through a TLS that cannot be trusted.
        Opening? opening = Openings.For(session.Target, withQuery: !evidence.Tls.IsMeasured || evidence.Tls.Value.Result == TlsResult.Succeeded);
        bool tlsFailed = evidence.Tls is { IsMeasured: true, Value.Result: not (TlsResult.Succeeded or TlsResult.CertificateInvalid) };
        if (opening is null && !tlsFailed)
        {
            return evidence with
            {
                Protocol = Fact<ProtocolEvidence>.Skipped(session.Target.SchemeInfo.Protocol is null ? FactReason.NotNeeded : FactReason.NotSupported),
            };
        }

        ProtocolEvidence seen = tlsFailed
            ? await WithoutTlsAsync(evidence, opening, session, cancellationToken).ConfigureAwait(false)
            : await WithOwnAsync(evidence, opening!, session, cancellationToken).ConfigureAwait(false);
        return evidence with { Protocol = Fact<ProtocolEvidence>.Measured(seen) };
    }

    private static async Task<ProtocolEvidence> WithOwnAsync(
        ConnectionEvidence evidence, Opening opening, ProbeSession session, CancellationToken cancellationToken)
    {
        IPEndPoint server = ServerOf(evidence, session.Target);
        Task<ProtocolExchange> speaking = Conversation.SpeakAsync(
            session.Stream!, opening, session.Share(TimeShare, OwnLimit), session.Target.UsesTls, session, cancellationToken);
        if (session.Target.UsesTls)
        {
            return new ProtocolEvidence { Own = await speaking.ConfigureAwait(false) };
        }

        Task patience = Task.Delay(Patience, session.Time, cancellationToken);
        if (await Task.WhenAny(speaking, patience).ConfigureAwait(false) != speaking)
        {
            // Silence: while the client's own question waits for its answer, the others are asked at once.
            Task<ProtocolExchange[]> others = Task.WhenAll(Questions(opening, server, session, cancellationToken).Select(ask => ask()));
            return new ProtocolEvidence { Own = await speaking.ConfigureAwait(false), Others = await others.ConfigureAwait(false) };
        }

        var seen = new ProtocolEvidence { Own = await speaking.ConfigureAwait(false) };
        return evidence.ServesTarget(seen.Own)
            ? seen
            : await IdentifyAsync(seen, Questions(opening, server, session, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>The TLS handshake failed: does the server speak in plain?</summary>
    private static async Task<ProtocolEvidence> WithoutTlsAsync(
        ConnectionEvidence evidence, Opening? opening, ProbeSession session, CancellationToken cancellationToken)
    {
        TlsEvidence tls = evidence.Tls.Value!;
        bool isTls = tls.Result is not (TlsResult.NotTls or TlsResult.Silent or TlsResult.Closed);
        var seen = new ProtocolEvidence
        {
            Own = new ProtocolExchange
            {
                Spoken = WireProtocol.Tls,
                Result = tls.Result switch
                {
                    TlsResult.Silent => ExchangeResult.Silent,
                    TlsResult.Closed => ExchangeResult.Closed,
                    _ => ExchangeResult.Answered,
                },
                Received = tls.FirstBytes,
                Duration = evidence.TlsDuration(),
                Detected = isTls ? WireProtocol.Tls : null,
            },
        };
        if (isTls)
        {
            return seen;
        }

        IPEndPoint server = ServerOf(evidence, session.Target);
        Opening plain = opening ?? Openings.Http(session.Target);
        Func<Task<ProtocolExchange>>[] questions =
        [
            () => FreshConnection.SpeakAsync(server, plain, false, OtherLimit, session, cancellationToken),
            .. Questions(plain, server, session, cancellationToken).Skip(1),
        ];
        return tls.Result == TlsResult.Silent
            ? seen with { Others = await Task.WhenAll(questions.Select(ask => ask())).ConfigureAwait(false) }
            : await IdentifyAsync(seen, questions).ConfigureAwait(false);
    }

    /// <summary>What to say on fresh connections: a TLS hello, not a word, plain HTTP, and what is usual on this port.</summary>
    private static List<Func<Task<ProtocolExchange>>> Questions(
        Opening own, IPEndPoint server, ProbeSession session, CancellationToken cancellationToken)
    {
        Opening?[] openings = [Openings.Listen, Openings.Http(session.Target), Openings.OfServer(TargetScheme.UsualProtocol(server.Port))];
        IEnumerable<Opening> others = openings.OfType<Opening>().Where(opening => opening.Protocol != own.Protocol).DistinctBy(opening => opening.Protocol);
        return
        [
            () => FreshConnection.OfferTlsAsync(server, OtherLimit, session, cancellationToken),
            .. others.Select<Opening, Func<Task<ProtocolExchange>>>(
                opening => () => FreshConnection.SpeakAsync(server, opening, false, OtherLimit, session, cancellationToken)),
        ];
    }

    /// <summary>One question after another, until it is known what the server speaks.</summary>
    private static async Task<ProtocolEvidence> IdentifyAsync(ProtocolEvidence seen, IEnumerable<Func<Task<ProtocolExchange>>> questions)
    {
        foreach (Func<Task<ProtocolExchange>> ask in questions)
        {
            ProtocolExchange last = seen.Others.Count > 0 ? seen.Others[^1] : seen.Own;
            bool known = last.Detected is not null and not WireProtocol.LengthPrefixed && !last.SaysTlsExpected();
            if (!known)
            {
                seen = seen with { Others = [.. seen.Others, await ask().ConfigureAwait(false)] };
            }
        }

        return seen;
    }

    /// <summary>Behind a proxy's tunnel the server has a port, and no address that is known here.</summary>
    private static IPEndPoint ServerOf(ConnectionEvidence evidence, ConnectionTarget target) =>
        new(evidence.Proxy.Value is { Result: ProxyResult.Tunnelled } ? IPAddress.None : evidence.Connect.Value!.ConnectedAddress!, target.Port);
}
