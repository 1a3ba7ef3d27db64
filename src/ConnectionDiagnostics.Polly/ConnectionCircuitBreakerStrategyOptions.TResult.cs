using ConnectionDiagnostics.Healing;
using Polly.CircuitBreaker;

namespace ConnectionDiagnostics;

/// <summary>When <c>AddConnectionCircuitBreaker</c> opens, for calls with a result. As <see cref="ConnectionCircuitBreakerStrategyOptions"/>.</summary>
/// <typeparam name="TResult">What the call gives.</typeparam>
public class ConnectionCircuitBreakerStrategyOptions<TResult> : CircuitBreakerStrategyOptions<TResult>
{
    /// <summary>Makes options with the defaults.</summary>
    public ConnectionCircuitBreakerStrategyOptions() => BreakDefaults.ApplyTo(this, () => MaxBreakDuration);

    /// <summary>Gets or sets the longest that the circuit stays open before a call is let through to try.</summary>
    /// <value>From 0.5 seconds to one day; the default is 60 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan MaxBreakDuration
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(0.5));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            field = value;
        }
    } = BreakDefaults.MaxBreakDuration;
}
