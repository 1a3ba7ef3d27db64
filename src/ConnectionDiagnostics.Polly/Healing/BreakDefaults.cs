using Polly;
using Polly.CircuitBreaker;

namespace ConnectionDiagnostics.Healing;

/// <summary>What both kinds of circuit breaker options begin with.</summary>
internal static class BreakDefaults
{
    public const string Name = "ConnectionCircuitBreaker";

    public static readonly TimeSpan MaxBreakDuration = TimeSpan.FromSeconds(60);

    /// <summary>From the predicate to the generator of the duration, which is not told the outcome.</summary>
    private static readonly ResiliencePropertyKey<Exception?> Failure = new("ConnectionDiagnostics.CircuitBreaker.Failure");

    public static void ApplyTo<TResult>(CircuitBreakerStrategyOptions<TResult> options, Func<TimeSpan> maxBreakDuration)
    {
        options.Name = Name;
        options.FailureRatio = 0.5;
        options.MinimumThroughput = 4;
        options.SamplingDuration = TimeSpan.FromSeconds(30);
        options.BreakDuration = TimeSpan.FromSeconds(5);
        options.ShouldHandle = static async arguments =>
        {
            bool failed = await ConnectionPredicates.Failed(arguments).ConfigureAwait(false);
            if (failed)
            {
                arguments.Context.Properties.Set(Failure, arguments.Outcome.Exception);
            }

            return failed;
        };
        options.BreakDurationGenerator = arguments => new ValueTask<TimeSpan>(BreakDuration(arguments.Context, options.BreakDuration, maxBreakDuration()));
    }

    /// <summary>What lasts keeps the circuit open for as long as is allowed; what heals, for as long as its cause wants.</summary>
    private static TimeSpan BreakDuration(ResilienceContext context, TimeSpan shortest, TimeSpan longest)
    {
        if (!context.Properties.TryGetValue(Failure, out Exception? exception) || exception is null)
        {
            return shortest;
        }

        RetryAdvice advice = RetryAdvice.Of(exception);
        TimeSpan wanted = !advice.Heals ? longest : advice.Delay > longest ? longest : advice.Delay;
        return wanted > shortest ? wanted : shortest;
    }
}
