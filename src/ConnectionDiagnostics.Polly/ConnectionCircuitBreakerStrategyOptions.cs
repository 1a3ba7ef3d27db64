using ConnectionDiagnostics.Healing;
using Polly.CircuitBreaker;

namespace ConnectionDiagnostics;

/// <summary>When <c>AddConnectionCircuitBreaker</c> opens, and for how long. Polly's circuit breaker options with defaults of their own.</summary>
/// <remarks>
/// <para>
/// <c>ShouldHandle</c> is <see cref="ConnectionPredicates.Failed{TResult}"/>: failed connections to the target. The circuit opens when half
/// of at least 4 calls within 30 seconds failed so.
/// </para>
/// <para>
/// How long it stays open depends on the cause of the failure that opened it: <c>BreakDuration</c> (5 seconds) at least, longer when the cause or a
/// server's <c>Retry-After</c> wants it, and <see cref="MaxBreakDuration"/> when only somebody's action ends it: an expired certificate, another protocol.
/// A <c>BreakDurationGenerator</c> or <c>ShouldHandle</c> of your own replaces that.
/// </para>
/// </remarks>
public class ConnectionCircuitBreakerStrategyOptions : CircuitBreakerStrategyOptions
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
