using System.Net;
using Polly;
using Polly.Timeout;

namespace ConnectionDiagnostics.Healing;

/// <summary>Whether repeating a failed call can help, and how long it has to wait at least.</summary>
/// <param name="Heals">Whether the same call may succeed later.</param>
/// <param name="Delay">The shortest wait that makes sense; zero when nothing asks for one.</param>
internal readonly record struct RetryAdvice(bool Heals, TimeSpan Delay)
{
    private static RetryAdvice Never => default;

    /// <summary>Reads what is known of a failure: its diagnosis where there is one, else the exception. No I/O.</summary>
    public static RetryAdvice Of(Exception exception)
    {
        if (IsRejection(exception))
        {
            return Never;
        }

        return exception.GetDiagnosis() is { } diagnosis
            ? Of(diagnosis, exception)
            : new RetryAdvice(exception is TimeoutRejectedException || ConnectionFailure.Classify(exception).IsTransient, TimeSpan.Zero);
    }

    /// <summary>
    /// Whether another strategy did not let the call through. An open circuit breaker wraps the failure that opened it: that is not this call's.
    /// </summary>
    public static bool IsRejection(Exception exception) =>
        (exception as ConnectionFailedException)?.InnerException is { } inner ? IsRejection(inner)
            : exception is ExecutionRejectedException and not TimeoutRejectedException;

    private static RetryAdvice Of(Diagnosis diagnosis, Exception exception)
    {
        CauseProspect foreseen = Foresee(diagnosis.Causes);
        bool heals = foreseen.Prospect switch
        {
            Prospect.Heals => true,
            Prospect.Lasts => false,
            _ => OutcomeHeals(diagnosis, exception),
        };
        if (!heals)
        {
            return Never;
        }

        TimeSpan asked = RetryAfter.Of(diagnosis);
        return new RetryAdvice(true, asked > foreseen.Delay ? asked : foreseen.Delay);
    }

    /// <summary>
    /// What the causes say. One that is confirmed and lasts is the end of it. Otherwise the best one counts, if it is at least likely, and those
    /// tied with it say the same.
    /// </summary>
    private static CauseProspect Foresee(IReadOnlyList<Cause> causes)
    {
        CauseProspect? best = null;
        bool agreed = true;
        TimeSpan delay = TimeSpan.Zero;
        for (int i = 0; i < causes.Count; i++)
        {
            CauseProspect row = CauseProspects.Of(causes[i].Code);
            if (causes[i].Likelihood == Likelihood.Confirmed && row.Prospect == Prospect.Lasts)
            {
                return row;
            }

            if (causes[i].Likelihood == causes[0].Likelihood)
            {
                best ??= row;
                agreed &= row.Prospect == best.Value.Prospect;
                // Of causes that are tied, the first that heals says how long it wants.
                delay = delay == TimeSpan.Zero ? row.Delay : delay;
            }
        }

        return best is { } known && agreed && causes[0].Likelihood >= Likelihood.Likely ? new CauseProspect(known.Prospect, delay) : new CauseProspect(Prospect.Open, delay);
    }

    private static bool OutcomeHeals(Diagnosis diagnosis, Exception exception) => diagnosis.Outcome switch
    {
        // It works by now.
        ConnectionOutcome.Connected => true,
        ConnectionOutcome.Refused or ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable or ConnectionOutcome.AddressNotAvailable
            or ConnectionOutcome.ResourceExhausted or ConnectionOutcome.Reset => true,
        ConnectionOutcome.InvalidTarget or ConnectionOutcome.TlsFailed => false,
        ConnectionOutcome.ProtocolMismatch or ConnectionOutcome.ProxyFailed => StatusHeals(diagnosis),
        _ => ConnectionFailure.Classify(exception).IsTransient,
    };

    /// <summary>A server that answers "later" in place of what was asked for.</summary>
    private static bool StatusHeals(Diagnosis diagnosis) => (HttpStatusCode?)diagnosis.Evidence.Protocol.Value?.Own.Http?.Status
        is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
