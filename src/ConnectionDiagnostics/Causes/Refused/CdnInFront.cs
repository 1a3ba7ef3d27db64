using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>The address belongs to a CDN, which forwards only some ports and protocols.</summary>
internal sealed class CdnInFront : ICatalogueRule
{
    public CauseCode Code => CauseCode.CdnInFront;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.Refused,
        .. KnownErrors.TimedOut,
        KnownErrors.Of("Cloudflare", "Error 521: Web server is down"),
        KnownErrors.Of("Cloudflare", "Error 522: Connection timed out"),
        KnownErrors.Of("Cloudflare", "Error 525: SSL handshake failed"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Refused or ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable or ConnectionOutcome.Reset)
            || OwnerOf.Cdn(evidence) is not { } cdn)
        {
            return;
        }

        var forwarded = CdnPorts.Of(cdn.Id);
        (string, object?)[] values =
        [
            ("cdn", cdn.Name), ("host", evidence.Target.Host), ("address", evidence.Attempts() is [var first, ..] ? first.Address : null),
            ("port", evidence.Target.Port), ("http", forwarded.Http), ("https", forwarded.Https),
        ];
        if (CdnPorts.Forwards(cdn.Id, evidence.Target.Port))
        {
            scales.Consider(Prior.Uncommon, Message.Of("cdn-in-front.summary.forwarded", values));
            scales.For(Strength.Weak, Message.Of("cdn-in-front.reason.owner", values));
        }
        else
        {
            scales.Consider(Prior.Usual, Message.Of("cdn-in-front.summary", values));
            scales.For(Strength.Strong, Message.Of("cdn-in-front.reason.ports", values));
            scales.For(Strength.Weak, Message.Of("cdn-in-front.reason.owner", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("cdn-in-front.remedy.port", values));
        scales.Remedy(RemedyActor.Network, Message.Of("cdn-in-front.remedy.origin", values));
        scales.SeparateFrom(
            scales.Outcome == ConnectionOutcome.Timeout ? CauseCode.ServerFirewall : CauseCode.ServerNotListening,
            RemedyActor.Network, Message.Of("cdn-in-front.next", values));
    }
}
