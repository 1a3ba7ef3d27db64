using System.Diagnostics;
using System.Diagnostics.Metrics;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ConnectionDiagnostics.Tests.Telemetry;

/// <summary>What a dashboard, a trace and a log are told of a diagnosis: names and tags that others build on.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Name = "ConnectionDiagnostics";

    /// <summary>Other tests diagnose at the same time: what belongs to this one is in its own flow.</summary>
    private static readonly AsyncLocal<TelemetryTests?> Current = new();

    private static readonly ConnectionTarget Target = ConnectionTarget.Parse("kafka://127.0.0.1:9");

    private readonly SteppedTime _time = new();
    private readonly FakeLogger<ConnectionDiagnoser> _logger = new();
    private readonly List<(Instrument Instrument, double Value, KeyValuePair<string, object?>[] Tags)> _measured = [];
    private readonly List<Activity> _activities = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _listener;

    public TelemetryTests()
    {
        Current.Value = this;
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (Current.Value == this)
            {
                _measured.Add((instrument, value, tags.ToArray()));
            }
        });
        _meters.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (Current.Value == this)
                {
                    _activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _meters.Dispose();
        _listener.Dispose();
        Current.Value = null;
    }

    [Fact]
    public async Task A_histogram_in_seconds_is_told_the_outcome_and_the_cause_and_never_the_server()
    {
        await DiagnoseAsync(ScriptedAnswer.Refuses());

        (Instrument instrument, double value, KeyValuePair<string, object?>[] tags) = _measured.Should().ContainSingle().Subject;
        instrument.Name.Should().Be("connection_diagnostics.diagnosis.duration");
        instrument.Unit.Should().Be("s");
        ((Histogram<double>)instrument).Advice!.HistogramBucketBoundaries.Should().BeInAscendingOrder().And.Contain(0.25).And.Contain(10);
        value.Should().Be(0.25);
        tags.Should().BeEquivalentTo<KeyValuePair<string, object?>>(
            [new("connection_diagnostics.outcome", "refused"), new("error.type", "server-not-listening")]);
    }

    [Fact]
    public async Task A_connection_that_works_has_no_error_type()
    {
        await DiagnoseAsync(ScriptedAnswer.Accepts());

        _measured.Should().ContainSingle().Which.Tags.Should().ContainSingle(tag => tag.Value != null)
            .Which.Should().Be(new KeyValuePair<string, object?>("connection_diagnostics.outcome", "connected"));
    }

    [Fact]
    public async Task A_cause_of_the_users_own_is_not_a_value_of_a_metric_for_it_would_not_be_bounded()
    {
        var options = new ConnectionDiagnoserOptions();
        options.Causes.Add(new OwnRule());

        await DiagnoseAsync(ScriptedAnswer.Refuses(), options);

        _measured.Should().ContainSingle().Which.Tags.Should().Contain(new KeyValuePair<string, object?>("error.type", "_OTHER"));
    }

    [Fact]
    public async Task One_for_which_nothing_was_probed_took_no_time_and_is_not_measured()
    {
        await using var diagnoser = new ConnectionDiagnoser(
            new ConnectionDiagnoserOptions { TimeProvider = _time, MaxSharedDiagnosesPerMinute = 1 }, _logger, new ScriptedSystem().On("127.0.0.1", ScriptedAnswer.Refuses()));
        var request = new DiagnosisRequest { Target = Target, MaxAge = TimeSpan.FromMinutes(1) };
        await diagnoser.DiagnoseAsync(request, Cancellation);
        _measured.Clear();

        Diagnosis unprobed = await diagnoser.DiagnoseAsync(request with { Timeout = TimeSpan.FromSeconds(9) }, Cancellation);

        unprobed.Evidence.Connect.Reason.Should().Be(FactReason.OverBudget);
        _measured.Should().BeEmpty();
        _logger.LatestRecord.Message.Should().Contain("not looked into");
    }

    [Fact]
    public async Task A_connection_that_works_is_logged_for_information()
    {
        await DiagnoseAsync(ScriptedAnswer.Accepts());

        _logger.Collector.GetSnapshot().Should().ContainSingle().Which.Level.Should().Be(LogLevel.Information);
    }

    [Fact]
    public async Task A_trace_names_the_server_and_the_cause()
    {
        using var caller = new Activity("caller");
        caller.Start();

        Diagnosis diagnosis = await DiagnoseAsync(ScriptedAnswer.Refuses());

        Activity activity = _activities.Should().ContainSingle().Subject;
        activity.OperationName.Should().Be("diagnose connection");
        activity.ParentSpanId.Should().Be(caller.SpanId);
        activity.Kind.Should().Be(ActivityKind.Internal);
        activity.TagObjects.Should().BeEquivalentTo<KeyValuePair<string, object?>>([
            new("server.address", "127.0.0.1"), new("server.port", 9), new("network.transport", "tcp"),
            new("connection_diagnostics.outcome", "refused"), new("error.type", "server-not-listening"), new("connection_diagnostics.likelihood", diagnosis.Causes[0].Likelihood.ToString().ToLowerInvariant()),
        ]);
    }

    [Fact]
    public async Task The_log_has_one_line_for_people_and_its_parts_for_machines()
    {
        Diagnosis diagnosis = await DiagnoseAsync(ScriptedAnswer.Refuses());

        FakeLogRecord record = _logger.Collector.GetSnapshot().Should().ContainSingle().Subject;
        record.Id.Should().Be(new EventId(1, "Diagnosed"));
        record.Level.Should().Be(LogLevel.Warning, "the connection fails");
        record.Exception.Should().BeNull("nothing broke");
        record.StructuredState.Should().BeEquivalentTo<KeyValuePair<string, string?>>([
            new("Target", "kafka://127.0.0.1:9"), new("Outcome", "refused"), new("Cause", "server-not-listening"),
            new("Summary", diagnosis.Causes[0].Summary), new("DurationMs", "250"),
            new("{OriginalFormat}", "{Target}: {Outcome}, {Cause}: {Summary} ({DurationMs:0.0} ms)"),
        ]);
        record.Message.Should().NotContain("\n");
    }

    [Fact]
    public async Task A_rule_that_fails_is_a_warning_of_its_own()
    {
        var options = new ConnectionDiagnoserOptions();
        options.Causes.Add(new FailingRule());

        await DiagnoseAsync(ScriptedAnswer.Refuses(), options);

        FakeLogRecord record = _logger.Collector.GetSnapshot().Should().ContainSingle(one => one.Id.Name == "RuleFailed").Subject;
        record.Id.Should().Be(new EventId(3, "RuleFailed"));
        record.Level.Should().Be(LogLevel.Warning);
        record.Message.Should().Contain("own-rule");
        record.Exception.Should().BeOfType<InvalidOperationException>();
    }

    private async Task<Diagnosis> DiagnoseAsync(ScriptedAnswer answer, ConnectionDiagnoserOptions? options = null)
    {
        options ??= new ConnectionDiagnoserOptions();
        options.TimeProvider = _time;
        options.Probes.Add(new SlowProbe(_time));
        await using var diagnoser = new ConnectionDiagnoser(options, _logger, new ScriptedSystem().On("127.0.0.1", answer));
        return await diagnoser.DiagnoseAsync(Target, Cancellation);
    }

    /// <summary>Takes a quarter of a second of the test's clock, which otherwise stands.</summary>
    private sealed class SlowProbe(SteppedTime time) : IConnectionProbe
    {
        public string Name => "slow";

        public Task<IReadOnlyList<Finding>> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult<IReadOnlyList<Finding>>([]);
        }
    }

    private sealed class OwnRule : ICauseRule
    {
        public CauseCode Code { get; } = new("own-rule");

        public void Weigh(ConnectionEvidence evidence, CauseScales scales) => scales.Confirm("It is so.", "It was seen.");
    }

    private sealed class FailingRule : ICauseRule
    {
        public CauseCode Code { get; } = new("own-rule");

        public void Weigh(ConnectionEvidence evidence, CauseScales scales) => throw new InvalidOperationException();
    }
}
