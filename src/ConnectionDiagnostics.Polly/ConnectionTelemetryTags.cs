using ConnectionDiagnostics.Healing;

namespace ConnectionDiagnostics;

/// <summary>A failed connection as tags of a metric or a trace. Bounded: codes, never hosts.</summary>
/// <remarks>
/// Polly's own metrics are enriched by a <c>MeteringEnricher</c> of the package Polly.Extensions, on which this one does not depend. It is one line:
/// <c>ConnectionTelemetryTags.AddTo(context.Tags, context.TelemetryEvent.Outcome?.Exception)</c>.
/// </remarks>
public static class ConnectionTelemetryTags
{
    /// <summary>The tag of what happened: <c>refused</c>.</summary>
    public const string Outcome = "connection_diagnostics.outcome";

    /// <summary>The tag of the best cause: <c>server-not-listening</c>; <c>_OTHER</c> for causes of your own. Absent without a diagnosis.</summary>
    public const string Cause = "connection_diagnostics.cause";

    /// <summary>The tag of how sure the diagnosis is of that cause: <c>confirmed</c>, <c>likely</c> or <c>possible</c>.</summary>
    public const string Likelihood = "connection_diagnostics.likelihood";

    /// <summary>Adds what an exception says about a failed connection; nothing when it is of something else.</summary>
    /// <param name="tags">What to add to.</param>
    /// <param name="exception">What was thrown, if anything was.</param>
    /// <returns>Whether something was added.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tags"/> is <see langword="null"/>.</exception>
    public static bool AddTo(ICollection<KeyValuePair<string, object?>> tags, Exception? exception)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (exception is null || RetryAdvice.IsRejection(exception))
        {
            return false;
        }

        if (exception.GetDiagnosis() is { } diagnosis)
        {
            tags.Add(new(Outcome, diagnosis.Outcome.ToCode()));
            if (diagnosis.Causes is [var best, ..])
            {
                tags.Add(new(Cause, CauseProspects.Knows(best.Code) ? best.Code.Value : "_OTHER"));
                tags.Add(new(Likelihood, best.Likelihood.ToCode()));
            }

            return true;
        }

        ConnectionFailure failure = ConnectionFailure.Classify(exception);
        if (failure.IsConnectionFailure)
        {
            tags.Add(new(Outcome, failure.Outcome.ToCode()));
        }

        return failure.IsConnectionFailure;
    }
}
