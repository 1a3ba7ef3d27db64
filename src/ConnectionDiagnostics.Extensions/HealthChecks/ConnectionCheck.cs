using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectionDiagnostics.HealthChecks;

/// <summary>Whether a dependency can be connected to, and why not.</summary>
internal sealed class ConnectionCheck(IConnectionDiagnoser diagnoser, DiagnosisRequest request) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Not shared with failing connects: a storm of those would use up the budget, and an unprobed diagnosis says nothing about health.
        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(request, cancellationToken).ConfigureAwait(false);
        return new HealthCheckResult(StatusOf(diagnosis, context.Registration.FailureStatus), Describe(diagnosis), exception: null, DataOf(diagnosis));
    }

    private static HealthStatus StatusOf(Diagnosis diagnosis, HealthStatus failureStatus) =>
        diagnosis.Outcome != ConnectionOutcome.Connected ? failureStatus
        : RemarkOf(diagnosis) is not null ? HealthStatus.Degraded
        : HealthStatus.Healthy;

    private static string Describe(Diagnosis diagnosis)
    {
        string happened = $"{diagnosis.Target}: {diagnosis.Outcome.ToCode()}";
        return RemarkOf(diagnosis) is { } remark ? $"{happened}. {remark}" : happened;
    }

    /// <summary>The first cause, or what the TLS stage remarks about a certificate that is still valid.</summary>
    private static string? RemarkOf(Diagnosis diagnosis) =>
        diagnosis.Causes is [var first, ..] ? $"{first.Summary} ({first.Code}, {first.Likelihood.ToCode()})"
        : diagnosis.Stages.FirstOrDefault(stage => stage is { Stage: Stage.Tls, Status: StageStatus.Warned })?.Detail;

    private static Dictionary<string, object> DataOf(Diagnosis diagnosis) => new(StringComparer.Ordinal)
    {
        ["target"] = diagnosis.Target.ToString(),
        ["outcome"] = diagnosis.Outcome.ToCode(),
        ["causes"] = diagnosis.Causes.Select(cause => $"{cause.Code} ({cause.Likelihood.ToCode()})").ToArray(),
        ["durationMs"] = diagnosis.Duration.TotalMilliseconds,
    };
}
