using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ConnectionDiagnostics.Telemetry;

/// <summary>What dashboards and traces get. Values of tags are bounded: codes and outcomes, never hosts. Costs nothing while nobody listens.</summary>
internal static class DiagnosisMeter
{
    public const string Name = "ConnectionDiagnostics";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "connection_diagnostics.diagnosis.duration", "s", "How long diagnoses took.", tags: null,
        // Without advice collectors take buckets made for milliseconds. From a refusal by this machine to the longest silence.
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 4, 5, 7.5, 10] });

    public static readonly ActivitySource Activities = new(Name);

    public static void Record(Diagnosis diagnosis)
    {
        // One for which nothing was probed took no time: its zero would only spoil the others' distribution.
        if (Duration.Enabled && diagnosis.Evidence.WasProbed())
        {
            Duration.Record(
                diagnosis.Duration.TotalSeconds,
                new KeyValuePair<string, object?>("connection_diagnostics.outcome", diagnosis.Outcome.ToCode()),
                new KeyValuePair<string, object?>("error.type", CauseTag(diagnosis)));
        }
    }

    /// <summary>A trace may name the server; a metric must not.</summary>
    public static void Describe(Activity? activity, Diagnosis diagnosis)
    {
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        activity.SetTag("server.address", diagnosis.Target.Host);
        activity.SetTag("server.port", diagnosis.Target.Port);
        activity.SetTag("network.transport", "tcp");
        activity.SetTag("connection_diagnostics.outcome", diagnosis.Outcome.ToCode());
        if (CauseTag(diagnosis) is { } cause)
        {
            activity.SetTag("error.type", cause);
            activity.SetTag("connection_diagnostics.likelihood", diagnosis.Causes[0].Likelihood.ToCode());
        }
    }

    /// <summary>Causes of the user's own would not be bounded.</summary>
    private static string? CauseTag(Diagnosis diagnosis) =>
        diagnosis.Causes.Count == 0 ? null : CauseCode.WellKnown.Contains(diagnosis.Causes[0].Code) ? diagnosis.Causes[0].Code.Value : "_OTHER";
}
