namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server wants TLS, the client speaks plain text.</summary>
internal sealed class PlaintextOnTlsPort : ICatalogueRule
{
    public CauseCode Code => CauseCode.PlaintextOnTlsPort;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.Of("nginx", "The plain HTTP request was sent to HTTPS port"),
        KnownErrors.Of("Apache", "You're speaking plain HTTP to an SSL-enabled server port."),
        KnownErrors.Of("Go", "Client sent an HTTP request to an HTTPS server."),
        .. KnownErrors.InvalidAnswer,
        .. KnownErrors.Closed,
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Target.UsesTls || evidence.Protocol.Value is not { } protocol || scales.Outcome != ConnectionOutcome.ProtocolMismatch)
        {
            return;
        }

        ProtocolExchange? offered = protocol.Others.FirstOrDefault(exchange => exchange.Spoken == WireProtocol.Tls);
        bool tlsTakenUp = offered?.Detected == WireProtocol.Tls || protocol.Own.Detected == WireProtocol.Tls;
        bool pageSaysSo = protocol.Own.SaysTlsExpected();
        if (!tlsTakenUp && !pageSaysSo)
        {
            if (offered is { Result: ExchangeResult.Answered })
            {
                scales.RuleOut(Message.Of("plaintext-on-tls-port.ruled-out", ("port", evidence.Target.Port)));
            }

            return;
        }

        (string, object?)[] values =
        [
            ("port", evidence.Target.Port), ("wanted", evidence.ProtocolName()), ("other", TlsTarget(evidence)),
            ("status", protocol.Own.Http?.Status),
        ];
        if (!tlsTakenUp && offered is { Result: ExchangeResult.Answered })
        {
            // The page may come from a server behind a proxy: then the port itself speaks no TLS.
            scales.Consider(Prior.Common, Message.Of("plaintext-on-tls-port.summary", values));
            scales.For(Strength.Medium, Message.Of("plaintext-on-tls-port.reason.page", values));
            scales.Against(Strength.Medium, Message.Of("plaintext-on-tls-port.reason.not-taken-up", values));
        }
        else
        {
            scales.Confirm(
                Message.Of("plaintext-on-tls-port.summary", values),
                Message.Of(tlsTakenUp ? "plaintext-on-tls-port.reason.handshake" : "plaintext-on-tls-port.reason.page", values));
        }

        if (tlsTakenUp && pageSaysSo)
        {
            scales.For(Strength.Medium, Message.Of("plaintext-on-tls-port.reason.page", values));
        }

        scales.Remedy(
            RemedyActor.Client,
            Message.Of(values[2].Item2 is null ? "plaintext-on-tls-port.remedy.enable" : "plaintext-on-tls-port.remedy.client", values));
    }

    private static string? TlsTarget(ConnectionEvidence evidence) => evidence.Target.Scheme switch
    {
        "http" => evidence.TargetWithScheme("https"),
        "ws" => evidence.TargetWithScheme("wss"),
        "tcp" => evidence.TargetWithScheme("tls"),
        "redis" or "amqp" or "mqtt" or "smtp" or "imap" or "pop3" or "ldap" or "ftp" or "irc" => evidence.TargetWithScheme(evidence.Target.Scheme + "s"),
        _ => null,
    };
}
