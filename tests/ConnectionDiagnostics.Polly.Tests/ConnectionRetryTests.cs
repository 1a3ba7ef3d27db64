using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.Retry;
using Polly.Testing;

namespace ConnectionDiagnostics.Tests;

public class ConnectionRetryTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };

    [Fact]
    public void The_strategy_is_Pollys_own_retry()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddConnectionRetry().Build();

        RetryStrategyOptions options = pipeline.GetPipelineDescriptor().FirstStrategy.Options.Should().BeOfType<ConnectionRetryStrategyOptions>().Subject;
        options.Should().BeEquivalentTo(new { Name = "ConnectionRetry", MaxRetryAttempts = 3, BackoffType = DelayBackoffType.Exponential, UseJitter = true });
        options.MaxDelay.Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Options_are_validated_as_Polly_validates_them()
    {
        Action build = () => new ResiliencePipelineBuilder().AddConnectionRetry(new ConnectionRetryStrategyOptions { MaxRetryAttempts = 0 });

        build.Should().Throw<ValidationException>();
    }

    [Fact]
    public async Task What_heals_is_repeated_until_the_attempts_are_used_up() =>
        (await WaitsAsync(Failures.Because(CauseCode.ServerBacklogFull), Exactly())).Should().Equal(Seconds(0.5, 1, 2));

    [Fact]
    public async Task What_lasts_is_told_at_once() =>
        (await WaitsAsync(Failures.Because(CauseCode.TlsCertificateExpired, ConnectionOutcome.TlsFailed), Exactly())).Should().BeEmpty();

    [Fact]
    public async Task Time_wait_is_seen_out() =>
        (await WaitsAsync(Failures.Because(CauseCode.TimeWaitBuildup, ConnectionOutcome.AddressNotAvailable), Exactly())).Should().Equal(Seconds(20, 20, 20));

    [Fact]
    public async Task The_servers_Retry_After_is_waited_for() =>
        (await WaitsAsync(Failures.Answered(CauseCode.UpstreamUnavailable, 503, ("retry-after", "7")), Exactly())).Should().Equal(Seconds(7, 7, 7));

    [Fact]
    public async Task A_Retry_After_date_is_read_by_the_servers_clock() =>
        (await WaitsAsync(
            Failures.Answered(
                CauseCode.UpstreamUnavailable, 503, ("retry-after", "Mon, 23 Nov 2026 08:00:09 GMT"), ("date", "Mon, 23 Nov 2026 08:00:00 GMT")),
            Exactly())).Should().Equal(Seconds(9, 9, 9));

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("Mon, 23 Nov 1999 08:00:09 GMT")]
    [InlineData("99999999999999999999")]
    public async Task A_Retry_After_that_makes_no_sense_is_overlooked(string text) =>
        (await WaitsAsync(Failures.Answered(CauseCode.UpstreamUnavailable, 503, ("retry-after", text)), Exactly())).Should().Equal(Seconds(2, 2, 2));

    [Fact]
    public async Task A_wait_is_never_longer_than_MaxDelay()
    {
        ConnectionRetryStrategyOptions options = Exactly();
        options.MaxDelay = TimeSpan.FromSeconds(3);

        (await WaitsAsync(Failures.Answered(CauseCode.UpstreamUnavailable, 503, ("retry-after", "2000000000")), options)).Should().Equal(Seconds(3, 3, 3));
    }

    [Fact]
    public async Task Without_MaxDelay_a_hostile_server_is_bounded_all_the_same()
    {
        ConnectionRetryStrategyOptions options = Exactly();
        options.MaxDelay = null;

        (await WaitsAsync(Failures.Answered(CauseCode.UpstreamUnavailable, 503, ("retry-after", "2000000000")), options)).Should().Equal(Seconds(300, 300, 300));
    }

    [Fact]
    public async Task Jitter_makes_a_wait_longer_and_never_shorter()
    {
        var options = new ConnectionRetryStrategyOptions { Randomizer = () => 0.4 };

        (await WaitsAsync(Failures.Because(CauseCode.TimeWaitBuildup), options)).Should().Equal(Seconds(22, 22, 22));
    }

    [Fact]
    public async Task A_pipeline_with_a_result_takes_either_kind_of_options()
    {
        int retries = 0;
        ResiliencePipeline<int> untyped = new ResiliencePipelineBuilder<int> { TimeProvider = _time }
            .AddConnectionRetry(new ConnectionRetryStrategyOptions { MaxRetryAttempts = 1, OnRetry = _ => Count() }).Build();
        ResiliencePipeline<int> typed = new ResiliencePipelineBuilder<int> { TimeProvider = _time }
            .AddConnectionRetry(new() { MaxRetryAttempts = 1, OnRetry = _ => Count() }).Build();

        foreach (ResiliencePipeline<int> pipeline in new[] { untyped, typed })
        {
            await RunAsync(pipeline.ExecuteAsync(_ => ValueTask.FromException<int>(Failures.Refused), TestContext.Current.CancellationToken).AsTask());
        }

        retries.Should().Be(2);

        ValueTask Count()
        {
            retries++;
            return default;
        }
    }

    [Fact]
    public async Task A_refused_connect_succeeds_once_the_server_is_back()
    {
        FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        TcpListener? listener = null;
        int attempts = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _time }.AddConnectionRetry(new ConnectionRetryStrategyOptions
        {
            OnRetry = async _ =>
            {
                await server.DisposeAsync();
                listener = new TcpListener(server.EndPoint);
                listener.Start();
            },
        }).Build();

        Exception? failure = await RunAsync(pipeline.ExecuteAsync(
            async token =>
            {
                attempts++;
                using var client = new TcpClient();
                await client.ConnectAsync(server.EndPoint, token);
            },
            TestContext.Current.CancellationToken).AsTask());

        failure.Should().BeNull();
        attempts.Should().Be(2);
        listener!.Dispose();
    }

    [Fact]
    public async Task A_real_diagnosis_of_a_wrong_protocol_stops_the_retry()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.SpeaksSsh, TestContext.Current.CancellationToken);
        await using var diagnoser = new ConnectionDiagnoser();
        var target = ConnectionTarget.Parse($"http://{server.EndPoint}/");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        int attempts = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _time }.AddConnectionRetry().Build();

        Exception? failure = await RunAsync(pipeline.ExecuteAsync(
            async token =>
            {
                attempts++;
                await diagnoser.RunAsync(target, stop => client.GetAsync($"http://{server.EndPoint}/", stop), token);
            },
            TestContext.Current.CancellationToken).AsTask());

        failure.Should().BeOfType<ConnectionFailedException>().Which.Diagnosis.Causes[0].Code.Should().Be(CauseCode.ProtocolMismatch);
        attempts.Should().Be(1);
    }

    private static ConnectionRetryStrategyOptions Exactly() => new() { UseJitter = false };

    private static TimeSpan[] Seconds(params double[] seconds) => [.. seconds.Select(TimeSpan.FromSeconds)];

    /// <summary>The waits between attempts that all fail in the same way.</summary>
    private async Task<List<TimeSpan>> WaitsAsync(Exception failure, ConnectionRetryStrategyOptions options)
    {
        var waits = new List<TimeSpan>();
        options.OnRetry = arguments =>
        {
            waits.Add(arguments.RetryDelay);
            return default;
        };
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _time }.AddConnectionRetry(options).Build();

        (await RunAsync(pipeline.ExecuteAsync(_ => ValueTask.FromException(failure), TestContext.Current.CancellationToken).AsTask())).Should().BeSameAs(failure);
        return waits;
    }

    /// <summary>Lets the clock run until a call has ended.</summary>
    private async Task<Exception?> RunAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return await Record.ExceptionAsync(() => call);
    }
}
