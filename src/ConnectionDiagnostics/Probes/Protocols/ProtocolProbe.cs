using System.Net;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Speaks what the client would have spoken, and when that gets no fitting answer, finds out what the server speaks.</summary>
internal sealed class ProtocolProbe : IStageProbe
{
    private const double TimeShare = 0.3;

    private static readonly TimeSpan OwnLimit = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan OtherLimit = TimeSpan.FromSeconds(1);

    public Stage Stage => Stage.Protocol;

    public async Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (session.Stream is null || session.Connection is null)
        {
            return evidence with { Protocol = Fact<ProtocolEvidence>.Skipped(FactReason.EarlierStageFailed) };
        }

        Opening? opening = Openings.For(session.Target);
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
        ProtocolExchange own = await Conversation
            .SpeakAsync(session.Stream!, opening, session.Share(TimeShare, OwnLimit), session.Target.UsesTls, session, cancellationToken).ConfigureAwait(false);
        var seen = new ProtocolEvidence { Own = own };
        if (evidence.ServesTarget(own) || session.Target.UsesTls)
        {
            return seen;
        }

        IPEndPoint server = ServerOf(evidence, session.Target);
        if (own.Detected is null or WireProtocol.LengthPrefixed || own.SaysTlsExpected())
        {
            seen = await AddAsync(seen, FreshConnection.OfferTlsAsync(server, OtherLimit, session, cancellationToken)).ConfigureAwait(false);
        }

        return await IdentifyAsync(seen, server, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The TLS handshake failed: does the server speak in plain?</summary>
    private static async Task<ProtocolEvidence> WithoutTlsAsync(
        ConnectionEvidence evidence, Opening? opening, ProbeSession session, CancellationToken cancellationToken)
    {
        TlsEvidence tls = evidence.Tls.Value!;
        var offered = new ProtocolExchange
        {
            Spoken = WireProtocol.Tls,
            Result = tls.Result switch
            {
                TlsResult.Silent => ExchangeResult.Silent,
                TlsResult.Closed => ExchangeResult.Closed,
                _ => ExchangeResult.Answered,
            },
            Received = tls.FirstBytes,
        };
        var seen = new ProtocolEvidence { Own = offered };
        if (tls.Result is not (TlsResult.NotTls or TlsResult.Silent or TlsResult.Closed))
        {
            return seen with { Own = offered with { Detected = WireProtocol.Tls } };
        }

        IPEndPoint server = ServerOf(evidence, session.Target);
        Opening plain = opening ?? Openings.Http(session.Target);
        seen = await AddAsync(seen, FreshConnection.SpeakAsync(server, plain, false, OtherLimit, session, cancellationToken)).ConfigureAwait(false);
        return await IdentifyAsync(seen, server, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>While nothing is known: listen without a word, ask in plain HTTP, then in what is usual on this port.</summary>
    private static async Task<ProtocolEvidence> IdentifyAsync(
        ProtocolEvidence seen, IPEndPoint server, ProbeSession session, CancellationToken cancellationToken)
    {
        Opening?[] questions = [Openings.Listen, Openings.Http(session.Target), Openings.OfServer(TargetScheme.UsualProtocol(server.Port))];
        foreach (Opening? question in questions)
        {
            bool known = seen.Own.Detected is not null || seen.Others.Any(other => other.Detected is not null);
            bool asked = question is null || seen.Own.Spoken == question.Protocol || seen.Others.Any(other => other.Spoken == question.Protocol);
            if (!known && !asked)
            {
                seen = await AddAsync(seen, FreshConnection.SpeakAsync(server, question!, false, OtherLimit, session, cancellationToken)).ConfigureAwait(false);
            }
        }

        return seen;
    }

    private static async Task<ProtocolEvidence> AddAsync(ProtocolEvidence seen, Task<ProtocolExchange> exchange) =>
        seen with { Others = [.. seen.Others, await exchange.ConfigureAwait(false)] };

    private static IPEndPoint ServerOf(ConnectionEvidence evidence, ConnectionTarget target) => new(evidence.Connect.Value!.ConnectedAddress!, target.Port);
}
