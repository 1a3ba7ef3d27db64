using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.CircuitBreaker;

namespace ConnectionDiagnostics.Tests;

public class ConnectionCircuitBreakerTests
{
    [Fact]
    public async Task What_lasts_keeps_the_circuit_open_longest() =>
        (await BreakAsync(Failures.Because(CauseCode.TlsCertificateExpired, ConnectionOutcome.TlsFailed))).Should().Be(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task What_heals_soon_keeps_it_open_shortest() =>
        (await BreakAsync(Failures.Because(CauseCode.ServerBacklogFull, ConnectionOutcome.Timeout))).Should().Be(TimeSpan.FromSeconds(5));

    [Fact]
    public async Task The_cause_says_how_long() =>
        (await BreakAsync(Failures.Because(CauseCode.TimeWaitBuildup, ConnectionOutcome.AddressNotAvailable))).Should().Be(TimeSpan.FromSeconds(20));

    [Fact]
    public async Task An_exception_without_a_diagnosis_opens_it_too() => (await BreakAsync(Failures.Refused)).Should().Be(TimeSpan.FromSeconds(5));

    [Fact]
    public async Task What_is_no_failed_connection_does_not_open_it()
    {
        (await BreakAsync(new InvalidOperationException())).Should().BeNull();
        (await BreakAsync(Failures.Because(CauseCode.InvalidTarget, ConnectionOutcome.InvalidTarget))).Should().BeNull();
        (await BreakAsync(Failures.Because(CauseCode.NotReproduced, ConnectionOutcome.Connected))).Should().BeNull();
    }

    [Fact]
    public async Task A_pipeline_with_a_result_has_it_too()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddConnectionCircuitBreaker(new ConnectionCircuitBreakerStrategyOptions<int> { MaxBreakDuration = TimeSpan.FromSeconds(30) }).Build();
        for (int i = 0; i < 4; i++)
        {
            await Record.ExceptionAsync(async () => await pipeline.ExecuteAsync(_ => ValueTask.FromException<int>(Failures.Because(CauseCode.WrongPort)), TestContext.Current.CancellationToken));
        }

        Exception? last = await Record.ExceptionAsync(async () => await pipeline.ExecuteAsync(_ => ValueTask.FromResult(1), TestContext.Current.CancellationToken));

        last.Should().BeOfType<BrokenCircuitException>().Which.RetryAfter.Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_break_is_between_half_a_second_and_a_day()
    {
        Action tooShort = () => _ = new ConnectionCircuitBreakerStrategyOptions { MaxBreakDuration = TimeSpan.Zero };
        Action tooLong = () => _ = new ConnectionCircuitBreakerStrategyOptions<int> { MaxBreakDuration = TimeSpan.FromDays(2) };

        tooShort.Should().Throw<ArgumentOutOfRangeException>();
        tooLong.Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>How long the circuit opens after four calls that failed; <see langword="null"/> when it does not.</summary>
    private static async Task<TimeSpan?> BreakAsync(Exception failure)
    {
        TimeSpan? opened = null;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }
            .AddConnectionCircuitBreaker(new ConnectionCircuitBreakerStrategyOptions
            {
                OnOpened = arguments =>
                {
                    opened = arguments.BreakDuration;
                    return default;
                },
            }).Build();
        for (int i = 0; i < 4; i++)
        {
            await Record.ExceptionAsync(async () => await pipeline.ExecuteAsync(_ => ValueTask.FromException(failure), TestContext.Current.CancellationToken));
        }

        return opened;
    }
}
