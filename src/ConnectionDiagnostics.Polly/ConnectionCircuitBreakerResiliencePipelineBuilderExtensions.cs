using System.Diagnostics.CodeAnalysis;
using ConnectionDiagnostics;

namespace Polly;

/// <summary>Adds a circuit breaker that stays open for as long as the cause wants.</summary>
public static class ConnectionCircuitBreakerResiliencePipelineBuilderExtensions
{
    /// <summary>Adds a circuit breaker with the defaults of <see cref="ConnectionCircuitBreakerStrategyOptions"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ResiliencePipelineBuilder AddConnectionCircuitBreaker(this ResiliencePipelineBuilder builder) =>
        builder.AddConnectionCircuitBreaker(new ConnectionCircuitBreakerStrategyOptions());

    /// <summary>Adds a circuit breaker.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">When it opens, and for how long.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static ResiliencePipelineBuilder AddConnectionCircuitBreaker(this ResiliencePipelineBuilder builder, ConnectionCircuitBreakerStrategyOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddCircuitBreaker(options);
    }

    /// <summary>Adds a circuit breaker with the defaults of <see cref="ConnectionCircuitBreakerStrategyOptions{TResult}"/>.</summary>
    /// <typeparam name="TResult">What the calls give.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ResiliencePipelineBuilder<TResult> AddConnectionCircuitBreaker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TResult>(
        this ResiliencePipelineBuilder<TResult> builder) =>
        builder.AddConnectionCircuitBreaker(new ConnectionCircuitBreakerStrategyOptions<TResult>());

    /// <summary>Adds a circuit breaker.</summary>
    /// <typeparam name="TResult">What the calls give.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">When it opens, and for how long.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static ResiliencePipelineBuilder<TResult> AddConnectionCircuitBreaker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TResult>(
        this ResiliencePipelineBuilder<TResult> builder, ConnectionCircuitBreakerStrategyOptions<TResult> options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddCircuitBreaker(options);
    }
}
