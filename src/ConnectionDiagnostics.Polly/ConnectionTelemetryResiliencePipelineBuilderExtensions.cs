using ConnectionDiagnostics.Telemetry;

namespace Polly;

/// <summary>Lets metrics and traces tell why a pipeline retried.</summary>
public static class ConnectionTelemetryResiliencePipelineBuilderExtensions
{
    /// <summary>
    /// For every event of the pipeline about a failed connection (<c>OnRetry</c>, <c>OnCircuitOpened</c> …): one count in
    /// <c>connection_diagnostics.resilience.events</c> of the meter <c>ConnectionDiagnostics</c>, and one event of the current activity, with the tags of
    /// <see cref="ConnectionDiagnostics.ConnectionTelemetryTags"/>. Costs nothing while nobody listens.
    /// </summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">The builder; after <c>ConfigureTelemetry</c> of Polly.Extensions, which replaces what was there before it.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AddConnectionTelemetry<TBuilder>(this TBuilder builder)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.TelemetryListener = new CauseTelemetryListener(builder.TelemetryListener);
        return builder;
    }
}
