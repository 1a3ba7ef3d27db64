using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The client speaks TLS, the server does not.</summary>
internal sealed class TlsOnPlaintextPort : ICatalogueRule
{
    private const int ShownBytes = 60;

    public CauseCode Code => CauseCode.TlsOnPlaintextPort;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("Cannot determine the frame size or a corrupted frame was received."),
        KnownErrors.Curl("curl: (35) … wrong version number"),
        KnownErrors.Curl("curl: (35) … packet length too long"),
        KnownErrors.Chrome("net::ERR_SSL_PROTOCOL_ERROR"),
        KnownErrors.Firefox("SSL_ERROR_RX_RECORD_TOO_LONG"),
        KnownErrors.Node("write EPROTO … wrong version number"),
        KnownErrors.Node("ERR_SSL_WRONG_VERSION_NUMBER"),
        KnownErrors.Node("ERR_SSL_PACKET_LENGTH_TOO_LONG"),
        KnownErrors.Java("javax.net.ssl.SSLException: Unsupported or unrecognized SSL message"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (!evidence.Target.UsesTls || evidence.Tls.Value is not { Result: not TlsResult.Succeeded } tls)
        {
            return;
        }

        if (tls.Result is not (TlsResult.NotTls or TlsResult.Silent or TlsResult.Closed))
        {
            scales.RuleOut(Message.Of("tls-on-plaintext-port.ruled-out", ("port", evidence.Target.Port)));
            return;
        }

        if (evidence.Exchanges().Any(exchange => exchange.SaysTlsExpected()))
        {
            return;
        }

        string? detected = evidence.Detected();
        if (evidence.SpeaksWithoutTls(detected) || evidence.AnswersHttp2WithoutTls() || (detected is null && tls.Result == TlsResult.NotTls))
        {
            Confirm(evidence, tls, detected, scales);
        }
    }

    private static void Confirm(ConnectionEvidence evidence, TlsEvidence tls, string? detected, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("port", evidence.Target.Port), ("detected", ProtocolNames.Of(detected)), ("bytes", Printable.FromBytes(tls.FirstBytes.Span, ShownBytes)),
            ("other", PlainTarget(evidence, detected)),
        ];
        var summary = Message.Of(detected is null ? "tls-on-plaintext-port.summary.unknown" : "tls-on-plaintext-port.summary", values);
        var reason = Message.Of(tls.Result == TlsResult.NotTls ? "tls-on-plaintext-port.reason.bytes" : "tls-on-plaintext-port.reason.plain", values);
        if (evidence.DetectedIn() is { IsProbable: true })
        {
            scales.Consider(Prior.Usual, summary);
            scales.For(Strength.Strong, reason);
        }
        else
        {
            scales.Confirm(summary, reason);
        }

        if (evidence.Target.Protocol is WireProtocol.Http or WireProtocol.WebSocket)
        {
            scales.For(Strength.Weak, Message.Of("tls-on-plaintext-port.reason.browser"));
        }

        if (evidence.AnswersHttp2WithoutTls())
        {
            scales.Remedy(RemedyActor.Client, Message.Of("tls-on-plaintext-port.remedy.http2", values));
        }
        else if (values[3].Item2 is not null)
        {
            scales.Remedy(RemedyActor.Client, Message.Of("tls-on-plaintext-port.remedy.client", values));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("tls-on-plaintext-port.remedy.server", values));
    }

    private static string? PlainTarget(ConnectionEvidence evidence, string? detected) => evidence.Target.Scheme switch
    {
        "tls" when detected is not null && Targets.TargetScheme.Find(detected) is { } scheme => evidence.TargetWithScheme(scheme.Name),
        "https" => evidence.TargetWithScheme("http"),
        "wss" => evidence.TargetWithScheme(detected == WireProtocol.Http ? "http" : "ws"),
        "tls" => evidence.TargetWithScheme("tcp"),
        { } scheme when scheme.EndsWith('s') => evidence.TargetWithScheme(scheme[..^1]),
        _ => null,
    };
}
