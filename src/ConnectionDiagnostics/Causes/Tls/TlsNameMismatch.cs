namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>The certificate is for other names.</summary>
internal sealed class TlsNameMismatch : ICauseRule
{
    public CauseCode Code => CauseCode.TlsNameMismatch;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.WithFaultyCertificate() is not { Certificates: [var own, ..], NameMatches: false })
        {
            return;
        }

        scales.Independent();
        (string, object?)[] values = CertificateValues.Of(evidence, own);
        scales.Confirm(Message.Of("tls-name-mismatch.summary", values), Message.Of("tls-name-mismatch.reason", values));
        scales.Remedy(RemedyActor.Client, Message.Of("tls-name-mismatch.remedy.client", values));
        scales.Remedy(RemedyActor.Server, Message.Of("tls-name-mismatch.remedy.server", values));
    }
}
