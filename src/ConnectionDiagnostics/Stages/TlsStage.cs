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

        CertificateEvidence? own = tls.Certificates is [var first, ..] ? first : null;
        Message detail = Message.Of(
            $"stage.tls.{tls.Result}",
            ("version", VersionOf(tls.Version)), ("cipher", tls.CipherSuite), ("alert", tls.Alert is { } alert ? TlsAlerts.NameOf(alert) : null),
            ("problems", tls.ChainProblems.Concat(tls.NameMatches == false ? ["NameMismatch"] : []).ToArray()),
            ("expiry", own?.NotAfter), ("error", tls.Error));
        if (tls.Result != TlsResult.Succeeded)
        {
            return StageLine.Failed(detail);
        }

        return own is not null && own.NotAfter - evidence.Time < TimeSpan.FromDays(WarnDays)
            ? StageLine.Warned(Message.Of("stage.tls.expires-soon", ("expiry", own.NotAfter), ("days", (int)(own.NotAfter - evidence.Time).TotalDays)))
            : StageLine.Passed(detail);
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
