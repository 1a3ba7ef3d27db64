using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server speaks what the client speaks, and turns this client away in its own words, before any login.</summary>
internal sealed class ServerRejectsClient : ICatalogueRule
{
    private const int ShownBytes = 120;

    /// <summary>ER_HOST_IS_BLOCKED (MySQL error reference).</summary>
    private const int HostIsBlocked = 1129;

    public CauseCode Code => CauseCode.ServerRejectsClient;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.Of("MySQL", "ERROR 1130 (HY000): Host '…' is not allowed to connect to this MySQL server"),
        KnownErrors.Of("MySQL", "ERROR 1129 (HY000): Host '…' is blocked because of many connection errors"),
        KnownErrors.Of("Redis", "DENIED Redis is running in protected mode"),
        KnownErrors.Of("SMTP", "554 …"),
        KnownErrors.Of("SSH", "kex_exchange_identification: banner line contains invalid characters"),
        KnownErrors.Of("SSH", "Not allowed at this time"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Exchanges().FirstOrDefault(exchange => exchange.SaysNo()) is not { } said)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("protocol", ProtocolNames.Of(said.Detected)), ("client", evidence.Attempts().FirstOrDefault(attempt => attempt.Connected)?.LocalEndPoint?.Address.ToString() ?? "CLIENT"),
            ("bytes", Printable.FromBytes(said.Received.Span, ShownBytes)),
        ];
        scales.Independent();
        if (evidence.Target.Protocol is not null && !evidence.SpeaksTarget(said.Detected))
        {
            // It said so when it was listened to; a client of another protocol would not get further if it were welcome.
            scales.Remark();
        }

        var summary = Message.Of("server-rejects-client.summary", values);
        var reason = Message.Of("server-rejects-client.reason", values);
        if (said.IsProbable)
        {
            // Servers of other protocols refuse with such codes too (NNTP's 502).
            scales.Consider(Prior.Usual, summary);
            scales.For(Strength.Strong, reason);
        }
        else
        {
            scales.Confirm(summary, reason);
        }

        scales.Remedy(RemedyActor.Server, Message.Of(
            said.Detected switch
            {
                WireProtocol.Redis => "server-rejects-client.remedy.redis",
                WireProtocol.MySql when said.Received.Span is [_, _, _, _, _, var low, var high, ..] && (low | (high << 8)) == HostIsBlocked => "server-rejects-client.remedy.mysql-blocked",
                WireProtocol.MySql => "server-rejects-client.remedy.mysql",
                WireProtocol.Ssh => "server-rejects-client.remedy.ssh",
                _ => "server-rejects-client.remedy.allow",
            }, values));
    }
}
