using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ConnectionDiagnostics;
using ConnectionDiagnostics.Healing;

namespace Polly;

/// <summary>Adds a retry that repeats only what waiting can cure.</summary>
public static class ConnectionRetryResiliencePipelineBuilderExtensions
{
    /// <summary>Adds a retry with the defaults of <see cref="ConnectionRetryStrategyOptions"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ResiliencePipelineBuilder AddConnectionRetry(this ResiliencePipelineBuilder builder) =>
        builder.AddConnectionRetry(new ConnectionRetryStrategyOptions());

    /// <summary>Adds a retry.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">How it retries.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static ResiliencePipelineBuilder AddConnectionRetry(this ResiliencePipelineBuilder builder, ConnectionRetryStrategyOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddRetry(options);
    }

    /// <summary>Adds a retry with the defaults of <see cref="ConnectionRetryStrategyOptions{TResult}"/>.</summary>
    /// <typeparam name="TResult">What the calls give.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ResiliencePipelineBuilder<TResult> AddConnectionRetry<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TResult>(
        this ResiliencePipelineBuilder<TResult> builder) =>
        builder.AddConnectionRetry(new ConnectionRetryStrategyOptions<TResult>());

    /// <summary>Adds a retry.</summary>
    /// <typeparam name="TResult">What the calls give.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">How it retries.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public static ResiliencePipelineBuilder<TResult> AddConnectionRetry<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TResult>(
        this ResiliencePipelineBuilder<TResult> builder, ConnectionRetryStrategyOptions<TResult> options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddRetry(options);
    }

    /// <summary>Adds a retry with options that know no result type: the same for all clients, for instance.</summary>
    /// <typeparam name="TResult">What the calls give.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">How it retries; read now, changes after it are not seen.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static ResiliencePipelineBuilder<TResult> AddConnectionRetry<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TResult>(
        this ResiliencePipelineBuilder<TResult> builder, ConnectionRetryStrategyOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddRetry(TypedRetryOptions.For<TResult>(options));
    }
}
