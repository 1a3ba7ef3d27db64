using System.Net;
using ConnectionDiagnostics.Probes.Tls;
using Question = System.Func<System.Threading.CancellationToken, System.Threading.Tasks.Task<ConnectionDiagnostics.ProtocolExchange>>;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Speaks what the client would have spoken, and when that gets no fitting answer, finds out what the server speaks.</summary>
internal sealed class ProtocolProbe : IStageProbe
{
    private const double TimeShare = 0.3;

    /// <summary>Whoever allows more time for everything allows more for the answer, within reason.</summary>
    private static readonly TimeSpan OwnLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan OtherLimit = TimeSpan.FromSeconds(1);

    /// <summary>A server that answers at all answers within this time, as a rule.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The alert no_application_protocol (RFC 7301, section 3.2).</summary>
    private const int NoApplicationProtocol = 120;

    public Stage Stage => Stage.Protocol;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Protocol = Fact<ProtocolEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (session.Stream is null || session.Connection is null)
        {
            return evidence with { Protocol = Fact<ProtocolEvidence>.Skipped(FactReason.EarlierStageFailed) };
        }

        if (session.Target is { UsesTls: false, SchemeInfo.Protocol: null } && evidence.Reported is { Outcome: ConnectionOutcome.Reset })
        {
            return evidence with { Protocol = Fact<ProtocolEvidence>.Measured(await ListenAsync(session, cancellationToken).ConfigureAwait(false)) };
        }

        // Not in plain where TLS was wanted, and not through a TLS that cannot be trusted.
        Opening? opening = evidence.Tls.Value?.ApplicationProtocol == TlsProbe.Http2Name
            ? Openings.OfServer(WireProtocol.Http2, session.Target)
            : Openings.For(session.Target, withQuery: !evidence.Tls.IsMeasured || evidence.Tls.Value.Result == TlsResult.Succeeded);
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

    /// <summary>The client was hung up on, and what it said is not known: whether the server hangs up by itself is heard without a word.</summary>
    private static async Task<ProtocolEvidence> ListenAsync(ProbeSession session, CancellationToken cancellationToken) => new()
    {
        Own = await Conversation.SpeakAsync(session.Stream!, Openings.Listen, OtherLimit, false, session, cancellationToken).ConfigureAwait(false),
    };

    private static async Task<ProtocolEvidence> WithOwnAsync(
        ConnectionEvidence evidence, Opening opening, ProbeSession session, CancellationToken cancellationToken)
    {
        IPEndPoint server = FreshConnection.ServerOf(evidence, session.Target);
        using var enough = new CancellationTokenSource();
        Task<ProtocolExchange> speaking = Conversation.SpeakAsync(
            session.Stream!, opening, session.Share(TimeShare, OwnLimit), session.Target.UsesTls, session, cancellationToken, enough.Token);
        var questions = new Questions(opening, server, session, OtherLimit);
        if (session.Target.UsesTls)
        {
            var inside = new ProtocolEvidence { Own = await speaking.ConfigureAwait(false) };
            // Who hangs up inside TLS speaks something else there, or wants a client's certificate: then nobody without one is told more.
            return inside.Own.Result is ExchangeResult.Closed or ExchangeResult.Reset && evidence.Tls.Value is { Result: TlsResult.Succeeded, ClientCertificateRequested: false }
                ? inside with { Others = await AskAsync(questions.InsideTls(), cancellationToken).ConfigureAwait(false) }
                : inside;
        }

        if (!await IsDoneWithinAsync(speaking, Patience, session.Time, cancellationToken).ConfigureAwait(false))
        {
            // Silence: while the client's own question waits for its answer, the others are asked at once.
            ProtocolExchange[] others = await AskAsync(questions.ToTheSilent(), cancellationToken).ConfigureAwait(false);
            if (Array.Exists(others, other => IsKnown(other) && !evidence.SpeaksTarget(other.Detected)))
            {
                // It speaks something else: no answer will come of waiting longer.
                await enough.CancelAsync().ConfigureAwait(false);
            }

            return new ProtocolEvidence { Own = await speaking.ConfigureAwait(false), Others = others };
        }

        var seen = new ProtocolEvidence { Own = await speaking.ConfigureAwait(false) };
        return evidence.ServesTarget(seen.Own) || IsKnown(seen.Own)
            ? seen
            : await IdentifyAsync(seen, questions.First(), questions, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for it, and leaves no timer behind.</summary>
    private static async Task<bool> IsDoneWithinAsync(Task task, TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (task.IsCompleted)
        {
            return true;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool done = await Task.WhenAny(task, Task.Delay(time, clock, over.Token)).ConfigureAwait(false) == task;
        await over.CancelAsync().ConfigureAwait(false);
        return done;
    }

    /// <summary>The TLS handshake failed: does the server speak in plain?</summary>
    private static async Task<ProtocolEvidence> WithoutTlsAsync(
        ConnectionEvidence evidence, Opening? opening, ProbeSession session, CancellationToken cancellationToken)
    {
        TlsEvidence tls = evidence.Tls.Value!;
        bool isTls = tls.Result is not (TlsResult.NotTls or TlsResult.Silent or TlsResult.Closed);
        Identity identity = isTls ? new Identity(WireProtocol.Tls, null, DetectionConfidence.Certain) : FreshConnection.IdentifyPlain(tls.FirstBytes.Span);
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
                Duration = session.TimeOf(Stage.Tls),
                Detected = identity.Protocol,
                Product = identity.Product,
                Confidence = identity.Confidence,
            },
        };
        IPEndPoint server = FreshConnection.ServerOf(evidence, session.Target);
        if (isTls)
        {
            return tls.Alert == NoApplicationProtocol && session.Target.SchemeInfo.SendsPath
                ? seen with { Others = [await OfferHttp2Async(server, session, cancellationToken).ConfigureAwait(false)] }
                : seen;
        }

        Opening plain = opening ?? Openings.Http(session.Target);
        var questions = new Questions(plain, server, session, OtherLimit);
        return tls.Result == TlsResult.Silent
            ? seen with { Others = await AskAsync(questions.WithoutTls(), cancellationToken).ConfigureAwait(false) }
            : await IdentifyAsync(seen, questions.PlainFirst(), questions, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The server wants none of the protocols that an HTTP/1.1 client offers: does it want HTTP/2?</summary>
    private static Task<ProtocolExchange> OfferHttp2Async(IPEndPoint server, ProbeSession session, CancellationToken cancellationToken) =>
        FreshConnection.SpeakAsync(server, Openings.OfServer(WireProtocol.Http2, session.Target)!, true, OtherLimit, session, cancellationToken);

    /// <summary>Asks in two rounds, the second chosen by what the first has shown. Who answers with a certain name ends it.</summary>
    private static async Task<ProtocolEvidence> IdentifyAsync(
        ProtocolEvidence seen, IEnumerable<Question> first, Questions questions, CancellationToken cancellationToken)
    {
        ProtocolExchange[] answers = await AskAsync(first, cancellationToken).ConfigureAwait(false);
        seen = seen with { Others = answers };
        // A page that expects TLS says enough, whether TLS was taken up or not.
        return Array.Exists(answers, IsKnown) || seen.Own.SaysTlsExpected()
            ? seen
            : seen with { Others = [.. answers, .. await AskAsync(questions.Then(seen), cancellationToken).ConfigureAwait(false)] };
    }

    /// <summary>Asks several at once, and no longer than until one of them is answered with a certain name. The answers are in the order of the questions.</summary>
    private static async Task<ProtocolExchange[]> AskAsync(IEnumerable<Question> questions, CancellationToken cancellationToken)
    {
        using var known = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ProtocolExchange?>[] all = [.. questions.Select(AskOneAsync)];
        ProtocolExchange?[] answers = await Task.WhenAll(all).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. answers.OfType<ProtocolExchange>()];

        async Task<ProtocolExchange?> AskOneAsync(Question ask)
        {
            try
            {
                ProtocolExchange answer = await ask(known.Token).ConfigureAwait(false);
                if (IsKnown(answer))
                {
                    await known.CancelAsync().ConfigureAwait(false);
                }

                return answer;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether an answer leaves nothing to ask. A page that expects TLS, frames of a length and a probable name do.</summary>
    private static bool IsKnown(ProtocolExchange exchange) =>
        exchange.Detected is not null and not WireProtocol.LengthPrefixed && !exchange.IsProbable && !exchange.SaysTlsExpected();
}
