namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>Something on the way lets the connection be made, and cuts it once it sees what is said.</summary>
internal sealed class ConnectionFiltered : ICatalogueRule
{
    public CauseCode Code => CauseCode.ConnectionFiltered;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.Closed, .. KnownErrors.Silent];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Timeout or ConnectionOutcome.Reset) || evidence.Connect.Value?.ConnectedAddress is null)
        {
            return;
        }

        bool tlsWasCut = evidence.Tls.Value?.Result == TlsResult.Closed && evidence.WantsTlsByItsOwnWord();
        if (!evidence.LostSmallData() && !tlsWasCut)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("port", evidence.Target.Port), ("bytes", evidence.Transfer.Value?.BytesUnacknowledged),
            ("retransmits", evidence.Transfer.Value?.Retransmits), ("spoken", evidence.Target.UsesTls ? "TLS" : evidence.ProtocolName()),
        ];
        scales.Consider(Prior.Common, Message.Of("connection-filtered.summary", values));
        if (tlsWasCut)
        {
            scales.For(Strength.Medium, Message.Of("connection-filtered.reason.wants-tls", values));
            scales.SeparateFrom(CauseCode.TlsHandshakeRejected, RemedyActor.Client, Message.Of("connection-filtered.next", values), Commands.ShowCertificatesOfOtherName(evidence));
        }
        else
        {
            scales.For(Strength.Strong, Message.Of("connection-filtered.reason.unacknowledged", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("connection-filtered.remedy.elsewhere", values));
        scales.Remedy(RemedyActor.Network, Message.Of("connection-filtered.remedy.network", values));
    }
}
