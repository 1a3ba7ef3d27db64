namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>This machine's clock is wrong, and so a valid certificate looks expired or not yet valid.</summary>
internal sealed class ClientClockWrong : ICatalogueRule
{
    public CauseCode Code => CauseCode.ClientClockWrong;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: certificate is not yet valid"),
        KnownErrors.Curl("curl: (60) SSL certificate problem: certificate has expired"),
        KnownErrors.Chrome("net::ERR_CERT_DATE_INVALID"),
        KnownErrors.Chrome("Your clock is behind"),
        KnownErrors.Chrome("Your clock is ahead"),
        KnownErrors.Firefox("MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE"),
        KnownErrors.Firefox("SEC_ERROR_EXPIRED_CERTIFICATE"),
        KnownErrors.Node("CERT_NOT_YET_VALID"),
        KnownErrors.Node("CERT_HAS_EXPIRED"),
        KnownErrors.Java("java.security.cert.CertificateNotYetValidException: NotBefore: …"),
        KnownErrors.Java("java.security.cert.CertificateExpiredException: NotAfter: …"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.WithFaultyCertificate() is not { } tls || (tls.Expired(evidence.Time) ?? tls.OfTheFuture(evidence.Time)) is not { } certificate)
        {
            return;
        }

        bool isExpired = certificate.NotAfter < evidence.Time;
        scales.Independent();
        (string, object?)[] values = CertificateValues.Of(evidence, certificate);
        if (Clocks.OursIsImpossible(evidence))
        {
            scales.Confirm(Message.Of("client-clock-wrong.summary", values), Message.Of("client-clock-wrong.reason.impossible", values));
        }
        else
        {
            switch (Clocks.HearServer(evidence, certificate))
            {
                case ClockWitness.Agrees:
                    scales.RuleOut(Message.Of("client-clock-wrong.ruled-out", values));
                    return;
                case ClockWitness.Contradicts:
                    // Not confirmed: a server whose own clock stands still sees its expired certificate as valid.
                    scales.Consider(Prior.Common, Message.Of("client-clock-wrong.summary.differs", values));
                    scales.For(Strength.Strong, Message.Of("client-clock-wrong.reason.date", values));
                    break;
                default:
                    scales.Consider(Prior.Uncommon, Message.Of("client-clock-wrong.summary.maybe", values));
                    break;
            }

            if (tls.Certificates.Count(other => other.NotBefore > evidence.Time) > 1)
            {
                scales.For(Strength.Medium, Message.Of("client-clock-wrong.reason.several", values));
            }
        }

        string command = Commands.ShowClock(evidence);
        scales.Remedy(RemedyActor.Client, Message.Of("client-clock-wrong.remedy", values), command);
        scales.SeparateFrom(
            isExpired ? CauseCode.TlsCertificateExpired : CauseCode.TlsCertificateNotYetValid, RemedyActor.Client,
            Message.Of("client-clock-wrong.next", values), command);
    }
}
