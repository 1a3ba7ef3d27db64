using Polly;
using Polly.Retry;

namespace ConnectionDiagnostics.Healing;

/// <summary>What both kinds of retry options begin with.</summary>
internal static class RetryDefaults
{
    public const string Name = "ConnectionRetry";

    public static void ApplyTo<TResult>(RetryStrategyOptions<TResult> options)
    {
        options.Name = Name;
        options.BackoffType = DelayBackoffType.Exponential;
        options.UseJitter = true;
        options.Delay = TimeSpan.FromMilliseconds(500);
        options.MaxDelay = TimeSpan.FromSeconds(60);
        options.ShouldHandle = ConnectionPredicates.Transient;
        options.DelayGenerator = arguments => new ValueTask<TimeSpan?>(RetryDelay.Of(options, arguments));
    }
}
