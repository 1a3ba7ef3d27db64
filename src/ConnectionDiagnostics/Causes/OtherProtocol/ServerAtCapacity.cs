using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The server itself says that it takes no more clients.</summary>
internal sealed class ServerAtCapacity : ICatalogueRule
{
    private const int ShownBytes = 80;

    public CauseCode Code => CauseCode.ServerAtCapacity;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.Of("MySQL", "ERROR 1040 (HY000): Too many connections"),
        KnownErrors.Of("PostgreSQL", "sorry, too many clients already"),
        KnownErrors.Of("PostgreSQL", "remaining connection slots are reserved for …"),
        KnownErrors.Of("Redis", "ERR max number of clients reached"),
        KnownErrors.Of("SMTP", "421 … Too many connections"),
        KnownErrors.Of("SSH", "Exceeded MaxStartups"),
        KnownErrors.Of("NATS", "maximum connections exceeded"),
        KnownErrors.DotNet("Response status code does not indicate success: 503 (Service Unavailable)."),
        KnownErrors.Curl("curl: (22) The requested URL returned error: 503"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Exchanges().FirstOrDefault(exchange => exchange.SaysFull()) is not { } said)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("protocol", ProtocolNames.Of(said.Detected)),
            ("bytes", Printable.FromBytes(said.Received.Span, ShownBytes)),
        ];
        scales.Independent();
        if (evidence.Target.Protocol is not null && !evidence.SpeaksTarget(said.Detected))
        {
            // A client of another protocol would not get further if there were room.
            scales.Remark();
        }

        scales.Confirm(Message.Of("server-at-capacity.summary", values), Message.Of("server-at-capacity.reason", values));
        scales.Remedy(RemedyActor.Server, Message.Of("server-at-capacity.remedy.limit", values));
        scales.Remedy(RemedyActor.Client, Message.Of("server-at-capacity.remedy.pool", values));
    }
}
