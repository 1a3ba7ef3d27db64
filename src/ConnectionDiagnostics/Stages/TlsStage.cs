using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

internal static class TlsStage
{
    /// <summary>A certificate that ends within so many days is worth a warning while everything still works.</summary>
    private const int WarnDays = 14;

    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Tls.Value is not { } tls)
        {
            return StageLine.NotMeasured(evidence.Tls);
        }

        CertificateEvidence? first = tls.Certificates.MinBy(certificate => certificate.NotAfter);
        (string, object?)[] values =
        [
            ("version", VersionOf(tls.Version)), ("cipher", tls.CipherSuite), ("alert", tls.Alert is { } alert ? TlsAlerts.NameOf(alert) : null),
            ("problems", tls.ChainProblems.Concat(tls.NameMatches == false ? ["NameMismatch"] : []).ToArray()),
            ("expiry", first?.NotAfter), ("error", tls.Error), ("chain", CertificateChain.Describe(tls.Certificates)),
        ];
        switch (tls.Result)
        {
            case TlsResult.Succeeded:
                break;
            case TlsResult.Alert when tls.Version is not null:
                return StageLine.Failed(Message.Of("stage.tls.Alert.after", values));
            case TlsResult.ClosedMidway when tls.Version is not null:
                return StageLine.Failed(Message.Of("stage.tls.ClosedMidway.after", values));
            default:
                return StageLine.Failed(Message.Of($"stage.tls.{tls.Result}", values));
        }

        return first is not null && first.NotAfter - evidence.Time < TimeSpan.FromDays(WarnDays)
            ? StageLine.Warned(Message.Of("stage.tls.expires-soon", [.. values, ("days", (int)(first.NotAfter - evidence.Time).TotalDays)]))
            : StageLine.Passed(Message.Of($"stage.tls.{tls.Result}", values));
    }

    private static string? VersionOf(string? version) => version switch
    {
        "Tls13" => "TLS 1.3",
        "Tls12" => "TLS 1.2",
        "Tls11" => "TLS 1.1",
        "Tls" => "TLS 1.0",
        _ => version,
    };
}
