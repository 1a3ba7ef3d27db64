using ConnectionDiagnostics.Healing;
using Polly.Retry;

namespace ConnectionDiagnostics;

/// <summary>How <c>AddConnectionRetry</c> repeats what failed to connect. Polly's retry options with defaults of their own.</summary>
/// <remarks>
/// <para>
/// <c>ShouldHandle</c> is <see cref="ConnectionPredicates.Transient{TResult}(RetryPredicateArguments{TResult})"/>: what waiting may cure, and
/// nothing else. <c>Delay</c> is 0.5 seconds and grows exponentially, with jitter; <c>MaxDelay</c> is 60 seconds; there are at most 3 retries.
/// </para>
/// <para>
/// <c>DelayGenerator</c> lets a cause or a server's <c>Retry-After</c> ask for more than that, up to <c>MaxDelay</c>. One of your own replaces it.
/// </para>
/// <para>The whole call is repeated. What must not run twice (a payment that is posted) is not put into it: only the connect is.</para>
/// </remarks>
public class ConnectionRetryStrategyOptions : RetryStrategyOptions
{
    /// <summary>Makes options with the defaults.</summary>
    public ConnectionRetryStrategyOptions() => RetryDefaults.ApplyTo(this);
}
