using System.Diagnostics.Metrics;
using Polly;
using Polly.Telemetry;

namespace ConnectionDiagnostics.Tests;

public class ConnectionTelemetryTests
{
    [Fact]
    public async Task Each_retry_is_counted_with_its_cause()
    {
        string strategy = Guid.NewGuid().ToString();
        List<KeyValuePair<string, object?>[]> counted = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "connection_diagnostics.resilience.events")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            KeyValuePair<string, object?>[] all = tags.ToArray();
            if (all.Contains(new("strategy.name", strategy)) && all.Contains(new("event.name", "OnRetry")))
            {
                counted.Add(all);
            }
        });
        listener.Start();
        var inner = new CountingListener();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TelemetryListener = inner }
            .AddConnectionRetry(new ConnectionRetryStrategyOptions { Name = strategy, Delay = TimeSpan.Zero, MaxRetryAttempts = 2, MaxDelay = TimeSpan.Zero })
            .AddConnectionTelemetry().Build();

        await Record.ExceptionAsync(async () => await pipeline.ExecuteAsync(
            _ => ValueTask.FromException(Failures.Because(CauseCode.ServerNotListening)), TestContext.Current.CancellationToken));

        counted.Should().HaveCount(2);
        counted[0].Should().Contain([
            new("connection_diagnostics.outcome", "refused"), new("connection_diagnostics.cause", "server-not-listening"),
            new("connection_diagnostics.likelihood", "confirmed")]);
        inner.Events.Should().BePositive("the listener that was there before hears everything");
    }

    [Fact]
    public void Polly_s_own_metrics_are_enriched_in_one_line()
    {
        var options = new TelemetryOptions { MeteringEnrichers = { new CauseEnricher() } };

        Action build = () => new ResiliencePipelineBuilder().AddConnectionRetry().ConfigureTelemetry(options).AddConnectionTelemetry().Build();

        build.Should().NotThrow();
    }

    [Fact]
    public void Tags_are_bounded()
    {
        List<KeyValuePair<string, object?>> tags = [];

        ConnectionTelemetryTags.AddTo(tags, Failures.Because(new CauseCode("seat-of-customer-4711"))).Should().BeTrue();
        ConnectionTelemetryTags.AddTo(tags, new InvalidOperationException()).Should().BeFalse();
        ConnectionTelemetryTags.AddTo(tags, null).Should().BeFalse();

        tags.Should().Contain(new KeyValuePair<string, object?>(ConnectionTelemetryTags.Cause, "_OTHER")).And.HaveCount(3);
    }

    private sealed class CauseEnricher : Polly.Telemetry.MeteringEnricher
    {
        public override void Enrich<TResult, TArgs>(in EnrichmentContext<TResult, TArgs> context) =>
            ConnectionTelemetryTags.AddTo(context.Tags, context.TelemetryEvent.Outcome?.Exception);
    }

    private sealed class CountingListener : TelemetryListener
    {
        public int Events { get; private set; }

        public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args) => Events++;
    }
}
