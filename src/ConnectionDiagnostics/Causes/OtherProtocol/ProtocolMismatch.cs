using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server speaks another protocol than the client.</summary>
internal sealed class ProtocolMismatch : ICatalogueRule
{
    private const int ShownBytes = 60;

    public CauseCode Code => CauseCode.ProtocolMismatch;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.InvalidAnswer, .. KnownErrors.Closed, .. KnownErrors.Silent];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        // To a bare port nothing was said that could be the wrong language.
        if (evidence.Protocol.Value is not { } protocol || evidence.Target is { Protocol: null, UsesTls: false })
        {
            return;
        }

        if (scales.Outcome is ConnectionOutcome.Reset or ConnectionOutcome.Timeout)
        {
            WeighSilence(evidence, protocol, scales);
        }
        else if (scales.Outcome == ConnectionOutcome.ProtocolMismatch && Contradiction(evidence, protocol) is { } exchange)
        {
            Confirm(evidence, exchange, scales);
        }
    }

    /// <summary>The exchange that shows a protocol that the client cannot speak, with TLS or without.</summary>
    private static ProtocolExchange? Contradiction(ConnectionEvidence evidence, ProtocolEvidence protocol)
    {
        if (protocol.Own.End == AnswerEnd.TooLong)
        {
            return protocol.Own;
        }

        if (evidence.DetectedIn() is { } found)
        {
            bool differsInTlsOnly = found.Detected == WireProtocol.Tls || evidence.AnswersHttp2WithoutTls()
                || (evidence.Target.UsesTls && !found.InsideTls && evidence.SpeaksWithoutTls(found.Detected));
            if (evidence.SpeaksTarget(found.Detected) && found.Http is not { Status: 426 })
            {
                return null;
            }

            bool isHttp = found.Detected is WireProtocol.Http or WireProtocol.WebSocket or WireProtocol.HttpProxy;
            // What HTTP servers say to a WebSocket handshake has causes of its own.
            bool hasOwnCause = isHttp && evidence.Target.Protocol == WireProtocol.WebSocket;
            bool wantsWebSocket = isHttp && evidence.Target.Protocol == WireProtocol.Http && found.Http is { Status: 426 };
            return differsInTlsOnly || (hasOwnCause && !wantsWebSocket) ? null : found;
        }

        return protocol.Own is { Result: ExchangeResult.Answered, Http: null, IsCutOff: false, Spoken: not WireProtocol.Tls } ? protocol.Own : null;
    }

    private static void Confirm(ConnectionEvidence evidence, ProtocolExchange exchange, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("port", evidence.Target.Port), ("wanted", evidence.ProtocolName()), ("detected", ProtocolNames.Of(exchange.Detected)),
            ("product", exchange.Product), ("bytes", Printable.FromBytes(exchange.Received.Span, ShownBytes)),
            ("other", exchange.Detected == WireProtocol.Http && exchange.Http is { Status: 426 } ? evidence.TargetWithScheme("ws") : null),
        ];
        var reason = Message.Of("protocol-mismatch.reason.bytes", values);
        if (exchange.IsProbable || MayBeTarget(evidence, exchange))
        {
            // The name is a guess: other protocols send such bytes too.
            scales.Consider(Prior.Usual, Message.Of("protocol-mismatch.summary.probable", values));
            scales.For(Strength.Strong, reason);
        }
        else
        {
            scales.Confirm(Message.Of(SummaryId(exchange), values), reason);
        }

        if (evidence.Target.Protocol == WireProtocol.WebSocket)
        {
            scales.For(Strength.Weak, Message.Of("protocol-mismatch.reason.browser"));
            scales.Remedy(RemedyActor.Server, Message.Of("protocol-mismatch.remedy.websocket-server", values));
        }
        else if (evidence.Target.Protocol == WireProtocol.Http && exchange.Http is null)
        {
            scales.For(Strength.Weak, Message.Of("protocol-mismatch.reason.browser-page"));
        }

        if (exchange.Detected == WireProtocol.Http2 && evidence.Target.Protocol == WireProtocol.Http)
        {
            SpeakHttp2(evidence, values, scales);
            return;
        }

        scales.Remedy(
            RemedyActor.Client,
            Message.Of(
                exchange.Detected is null or WireProtocol.Text or WireProtocol.Echo or WireProtocol.LengthPrefixed
                    ? "protocol-mismatch.remedy.port"
                    : "protocol-mismatch.remedy.client",
                values));
    }

    /// <summary>
    /// Lines of text and frames of a length are no protocol, but the form of many. Where the client's own words got no answer, a server of such a form
    /// may well be the right one: a broker that broke off, and mail servers that greet slowly, look so to the other questions.
    /// </summary>
    private static bool MayBeTarget(ConnectionEvidence evidence, ProtocolExchange exchange) =>
        // Before its version an SSH server may send lines of anything (RFC 4253, section 4.2); and what guards a port, tcpd for one, speaks before the server does.
        (evidence.Target.Protocol == WireProtocol.Ssh && exchange.Detected == WireProtocol.Text) || evidence.Protocol.Value is { Own: { Result: not ExchangeResult.Answered } or { IsCutOff: true } } && exchange.Detected switch
        {
            WireProtocol.Text => evidence.Target.Protocol is WireProtocol.Smtp or WireProtocol.Imap or WireProtocol.Pop3 or WireProtocol.Ftp or WireProtocol.Irc
                or WireProtocol.Nats or WireProtocol.Memcached or WireProtocol.Redis or WireProtocol.Stomp or WireProtocol.Ssh or WireProtocol.Vnc or WireProtocol.Telnet,
            WireProtocol.LengthPrefixed => evidence.Target.Protocol is WireProtocol.Kafka or WireProtocol.Dns or WireProtocol.PostgreSql or WireProtocol.MongoDB
                or WireProtocol.MySql or WireProtocol.SqlServer or WireProtocol.Amqp or WireProtocol.Rdp or WireProtocol.Ldap,
            _ => false,
        };

    /// <summary>HTTP/2 alone, as gRPC servers speak it: with prior knowledge where there is no TLS to agree on it (RFC 9113, section 3.3).</summary>
    private static void SpeakHttp2(ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        scales.Remedy(
            RemedyActor.Client,
            Message.Of("protocol-mismatch.remedy.http2-client", values),
            Commands.AskInHttp2(evidence));
        scales.Remedy(RemedyActor.Server, Message.Of("protocol-mismatch.remedy.http2-server", values));
    }

    private static string SummaryId(ProtocolExchange exchange) => exchange switch
    {
        { End: AnswerEnd.TooLong } => "protocol-mismatch.summary.endless",
        { Detected: null } => "protocol-mismatch.summary.unknown",
        { Detected: WireProtocol.Http2 } => "protocol-mismatch.summary.http2",
        { Http.Status: 426 } => "protocol-mismatch.summary.wants-websocket",
        { Product: not null } => "protocol-mismatch.summary.product",
        _ => "protocol-mismatch.summary.detected",
    };

    /// <summary>No byte came: a server of another protocol may wait for other words, or hang up on ours.</summary>
    private static void WeighSilence(ConnectionEvidence evidence, ProtocolEvidence protocol, CauseScales scales)
    {
        if (evidence.SpeaksTarget(evidence.Detected()) || protocol.Own.IsCutOff || evidence.WantsTlsByItsOwnWord())
        {
            return;
        }

        (string, object?)[] values = [("port", evidence.Target.Port), ("wanted", evidence.ProtocolName())];
        scales.Consider(Prior.Common, Message.Of("protocol-mismatch.summary.silent", values));
        if (evidence.ClosesOnWords())
        {
            scales.For(Strength.Medium, Message.Of("protocol-mismatch.reason.closes-on-ours", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("protocol-mismatch.remedy.check", values));
        if (evidence.ClosesOnWords())
        {
            // Such a server waits for a line that only a load balancer sends (haproxy's proxy-protocol.txt), and hangs up on everything else.
            scales.Remedy(RemedyActor.Server, Message.Of("protocol-mismatch.remedy.proxy-protocol", values));
        }
    }
}
