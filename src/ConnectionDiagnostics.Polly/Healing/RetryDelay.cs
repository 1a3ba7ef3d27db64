using Polly;
using Polly.Retry;

namespace ConnectionDiagnostics.Healing;

/// <summary>The wait before a retry: Polly's own, but no shorter than the cause wants, and no longer than the options allow.</summary>
internal static class RetryDelay
{
    /// <summary>Where the options set no limit: what a server asks for is bounded all the same.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>So many shares of a wait are added by chance, so that clients that failed together do not come back together.</summary>
    private const double Jitter = 0.25;

    /// <summary>The wait; <see langword="null"/> where nothing asks for one, and Polly's own calculation holds.</summary>
    public static TimeSpan? Of<TResult>(RetryStrategyOptions<TResult> options, RetryDelayGeneratorArguments<TResult> arguments)
    {
        TimeSpan hint = Hint(arguments.Outcome);
        if (hint == TimeSpan.Zero)
        {
            return null;
        }

        double seconds = Math.Max(hint.TotalSeconds, BackOff(options, arguments.AttemptNumber));
        if (options.UseJitter)
        {
            seconds *= 1 + (Jitter * options.Randomizer());
        }

        double limit = (options.MaxDelay ?? LongestAsked).TotalSeconds;
        return TimeSpan.FromSeconds(Math.Min(seconds, limit));
    }

    private static TimeSpan Hint<TResult>(Outcome<TResult> outcome) => outcome switch
    {
        { Exception: { } exception } => RetryAdvice.Of(exception).Delay,
        { Result: HttpResponseMessage response } => RetryAfter.Of(response),
        _ => TimeSpan.Zero,
    };

    private static double BackOff<TResult>(RetryStrategyOptions<TResult> options, int attempt) => options.Delay.TotalSeconds * options.BackoffType switch
    {
        DelayBackoffType.Exponential => Math.Pow(2, attempt),
        DelayBackoffType.Linear => attempt + 1.0,
        _ => 1,
    };
}
