using ConnectionDiagnostics.Healing;
using Polly.Retry;

namespace ConnectionDiagnostics;

/// <summary>How <c>AddConnectionRetry</c> repeats what failed to connect, for calls with a result. As <see cref="ConnectionRetryStrategyOptions"/>.</summary>
/// <typeparam name="TResult">What the call gives.</typeparam>
/// <remarks>Results are not retried by default: an answer is no failure to connect, whatever its status.</remarks>
public class ConnectionRetryStrategyOptions<TResult> : RetryStrategyOptions<TResult>
{
    /// <summary>Makes options with the defaults.</summary>
    public ConnectionRetryStrategyOptions() => RetryDefaults.ApplyTo(this);
}
