namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>Small packets pass, large ones vanish on the way.</summary>
internal sealed class PathMtuBlackhole : ICatalogueRule
{
    public CauseCode Code => CauseCode.PathMtuBlackhole;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.Silent,
        KnownErrors.Of("Go", "net/http: TLS handshake timeout"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Connect.Value is not { ConnectedAddress: not null } || evidence.Transfer.Value is not { } transfer
            || scales.Outcome is ConnectionOutcome.Connected)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("segments", transfer.OutOfOrderSegments > 0 ? transfer.OutOfOrderSegments : transfer.UnacknowledgedSegments), ("size", transfer.SegmentSize),
            ("retransmits", transfer.Retransmits),
        ];
        if (transfer.OutOfOrderSegments > 0)
        {
            scales.Consider(Prior.Common, Message.Of("path-mtu-blackhole.summary.theirs", values));
            scales.For(Strength.Strong, Message.Of("path-mtu-blackhole.reason.theirs", values));
        }
        else if (evidence.LostOurData() && !evidence.LostSmallData())
        {
            scales.Consider(Prior.Common, Message.Of("path-mtu-blackhole.summary.ours", values));
            scales.For(Strength.Strong, Message.Of("path-mtu-blackhole.reason.ours", values));
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Network, Message.Of("path-mtu-blackhole.remedy.icmp", values));
        scales.Remedy(RemedyActor.Network, Message.Of("path-mtu-blackhole.remedy.mss", values), Commands.TracePath(evidence, evidence.Connect.Value.ConnectedAddress));
    }
}
