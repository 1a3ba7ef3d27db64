using ConnectionDiagnostics.Healing;
using Polly;
using Polly.CircuitBreaker;
using Polly.Fallback;
using Polly.Hedging;
using Polly.Retry;

namespace ConnectionDiagnostics;

/// <summary>What to handle, for strategies of your own: <c>ShouldHandle = ConnectionPredicates.Transient</c>. No I/O, and no allocation.</summary>
/// <remarks>
/// The diagnosis decides where the exception has one (<see cref="ConnectionDiagnosticsExceptionExtensions.GetDiagnosis"/>), else
/// <see cref="ConnectionFailure.Classify"/>. The caller's own cancellation is never handled, and neither is a call that another strategy did not
/// let through (an open circuit breaker, a full rate limiter).
/// </remarks>
public static class ConnectionPredicates
{
    /// <summary>Whether a failed connection may heal by waiting.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>
    /// <see langword="true"/> for a refusal while the server restarts, a full queue, resets, timeouts, a DNS server that is busy, local ports that are
    /// used up; <see langword="false"/> for what somebody has to repair (an unknown name, an expired certificate, another protocol, a
    /// filter's rule, an invalid target), and for what is no failed connection.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is <see langword="null"/>.</exception>
    public static bool IsTransient(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return RetryAdvice.Of(exception).Heals;
    }

    /// <summary>Whether the diagnosis of a failed connection names a cause.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="cause">The cause.</param>
    /// <param name="atLeast">How sure the diagnosis has to be of it.</param>
    /// <returns><see langword="false"/> also when nobody has diagnosed the exception.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is <see langword="null"/>.</exception>
    public static bool IsCausedBy(Exception exception, CauseCode cause, Likelihood atLeast = Likelihood.Likely)
    {
        if (exception.GetDiagnosis() is not { } diagnosis)
        {
            return false;
        }

        for (int i = 0; i < diagnosis.Causes.Count; i++)
        {
            if (diagnosis.Causes[i].Code == cause && diagnosis.Causes[i].Likelihood >= atLeast)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Handles what <see cref="IsTransient"/> says: <c>ShouldHandle = args => ConnectionPredicates.Transient(args.Outcome)</c>.</summary>
    /// <typeparam name="TResult">What the call gives.</typeparam>
    /// <param name="outcome">What came of the call.</param>
    /// <returns>Whether it is handled; never for a result.</returns>
    public static ValueTask<bool> Transient<TResult>(Outcome<TResult> outcome) => new(outcome.Exception is { } exception && RetryAdvice.Of(exception).Heals);

    /// <summary>Handles what <see cref="IsTransient"/> says, in a retry: <c>ShouldHandle = ConnectionPredicates.Transient</c>.</summary>
    /// <typeparam name="TResult">What the call gives.</typeparam>
    /// <param name="arguments">What came of the call.</param>
    /// <returns>Whether it is handled; never for a result.</returns>
    public static ValueTask<bool> Transient<TResult>(RetryPredicateArguments<TResult> arguments) => Transient(arguments.Context, arguments.Outcome);

    /// <summary>Handles what <see cref="IsTransient"/> says, in a circuit breaker: <c>ShouldHandle = ConnectionPredicates.Transient</c>.</summary>
    /// <typeparam name="TResult">What the call gives.</typeparam>
    /// <param name="arguments">What came of the call.</param>
    /// <returns>Whether it is handled; never for a result.</returns>
    public static ValueTask<bool> Transient<TResult>(CircuitBreakerPredicateArguments<TResult> arguments) => Transient(arguments.Context, arguments.Outcome);

    /// <summary>Handles what <see cref="IsTransient"/> says, in hedging: <c>ShouldHandle = ConnectionPredicates.Transient</c>.</summary>
    /// <typeparam name="TResult">What the call gives.</typeparam>
    /// <param name="arguments">What came of the call.</param>
    /// <returns>Whether it is handled; never for a result.</returns>
    public static ValueTask<bool> Transient<TResult>(HedgingPredicateArguments<TResult> arguments) => Transient(arguments.Context, arguments.Outcome);

    /// <summary>Handles what <see cref="IsTransient"/> says, in a fallback: <c>ShouldHandle = ConnectionPredicates.Transient</c>.</summary>
    /// <typeparam name="TResult">What the call gives.</typeparam>
    /// <param name="arguments">What came of the call.</param>
    /// <returns>Whether it is handled; never for a result.</returns>
    public static ValueTask<bool> Transient<TResult>(FallbackPredicateArguments<TResult> arguments) => Transient(arguments.Context, arguments.Outcome);

    /// <summary>Handles every failed connection that says something about the target, whether it heals or not: what a circuit breaker counts.</summary>
    /// <typeparam name="TResult">What the call gives.</typeparam>
    /// <param name="arguments">What came of the call.</param>
    /// <returns>
    /// Whether it is handled: never for a result, an invalid target, or a failure that the diagnosis found to be over (<c>not-reproduced</c>) or to
    /// concern some of the target's addresses only.
    /// </returns>
    public static ValueTask<bool> Failed<TResult>(CircuitBreakerPredicateArguments<TResult> arguments) => new(
        !arguments.Context.CancellationToken.IsCancellationRequested && arguments.Outcome.Exception is { } exception && TargetFailure.IsOne(exception));

    private static ValueTask<bool> Transient<TResult>(ResilienceContext context, Outcome<TResult> outcome) =>
        context.CancellationToken.IsCancellationRequested ? new(false) : Transient(outcome);
}
