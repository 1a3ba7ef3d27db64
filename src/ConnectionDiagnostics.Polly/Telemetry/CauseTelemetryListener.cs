using System.Diagnostics;
using System.Diagnostics.Metrics;
using Polly.Telemetry;

namespace ConnectionDiagnostics.Telemetry;

/// <summary>Tells metrics and the current trace why a pipeline retried, opened a circuit or gave up; passes everything on to the listener before it.</summary>
internal sealed class CauseTelemetryListener(TelemetryListener? inner) : TelemetryListener
{
    public const string EventsName = "connection_diagnostics.resilience.events";

    private static readonly Meter Meter = new("ConnectionDiagnostics");

    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        EventsName, "{event}", "What resilience pipelines did about failed connections, by cause.");

    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        inner?.Write(in args);
        if (args.Outcome?.Exception is { } exception && (Events.Enabled || Activity.Current is { IsAllDataRequested: true }))
        {
            Tell(args.Event.EventName, args.Source.StrategyName, exception);
        }
    }

    private static void Tell(string eventName, string? strategyName, Exception exception)
    {
        var tags = new List<KeyValuePair<string, object?>>(5) { new("event.name", eventName), new("strategy.name", strategyName) };
        if (!ConnectionTelemetryTags.AddTo(tags, exception))
        {
            return;
        }

        Events.Add(1, [.. tags]);
        if (Activity.Current is { IsAllDataRequested: true } activity)
        {
            activity.AddEvent(new ActivityEvent(eventName, tags: new ActivityTagsCollection(tags)));
        }
    }
}
