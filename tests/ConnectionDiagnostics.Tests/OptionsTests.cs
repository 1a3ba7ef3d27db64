namespace ConnectionDiagnostics.Tests;

/// <summary>What options and requests take, to the documented bounds and not beyond; the exception names the property, as .NET's own do.</summary>
public class OptionsTests
{
    private static readonly ConnectionTarget Target = ConnectionTarget.Parse("127.0.0.1:9");

    /// <summary>A setter, the least and the most that it takes, and the next values beyond.</summary>
    private static readonly Dictionary<string, (Action<long> Set, long Least, long Most)> Ranges = new()
    {
        ["ConnectionDiagnoserOptions.MaxConcurrentDiagnoses"] = (value => new ConnectionDiagnoserOptions().MaxConcurrentDiagnoses = (int)value, 1, 10_000),
        ["ConnectionDiagnoserOptions.MaxSharedDiagnosesPerMinute"] = (value => new ConnectionDiagnoserOptions().MaxSharedDiagnosesPerMinute = (int)value, 1, 1_000_000),
        ["SweepOptions.MaxConcurrency"] = (value => new SweepOptions().MaxConcurrency = (int)value, 1, 10_000),
        ["SweepOptions.MaxConcurrencyPerHost"] = (value => new SweepOptions().MaxConcurrencyPerHost = (int)value, 1, 10_000),
        ["ConnectionFailureOptions.MaxAge"] = (ticks => new ConnectionFailureOptions().MaxAge = new TimeSpan(ticks), 0, TimeSpan.TicksPerDay),
        ["ConnectionFailureOptions.MaxDelay"] = (ticks => new ConnectionFailureOptions().MaxDelay = new TimeSpan(ticks), 0, 10 * TimeSpan.TicksPerMinute),
        ["ConnectionFailureOptions.CancelledAfter"] = (ticks => new ConnectionFailureOptions().CancelledAfter = new TimeSpan(ticks), 0, TimeSpan.TicksPerDay),
        ["DiagnosisRequest.Timeout"] = (ticks => _ = new DiagnosisRequest { Target = Target, Timeout = new TimeSpan(ticks) }, 1, 10 * TimeSpan.TicksPerMinute),
        ["DiagnosisRequest.MaxAge"] = (ticks => _ = new DiagnosisRequest { Target = Target, MaxAge = new TimeSpan(ticks) }, 0, TimeSpan.TicksPerDay),
    };

    public static TheoryData<string> Names { get; } = [.. Ranges.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_within_its_bounds_is_taken_and_none_beyond(string name)
    {
        (Action<long> set, long least, long most) = Ranges[name];

        set(least);
        set(most);
        foreach (long beyond in (long[])[least - 1, most + 1, int.MinValue])
        {
            FluentActions.Invoking(() => set(beyond)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name.Split('.')[1]);
        }
    }

    [Fact]
    public void A_connect_that_was_cancelled_can_be_left_alone_for_good() =>
        new ConnectionFailureOptions { CancelledAfter = Timeout.InfiniteTimeSpan }.CancelledAfter.Should().Be(Timeout.InfiniteTimeSpan);

    [Fact]
    public void Nothing_is_no_clock_and_no_way_to_make_a_request()
    {
        FluentActions.Invoking(() => new ConnectionDiagnoserOptions().TimeProvider = null!).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new ConnectionFailureOptions().TimeProvider = null!).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new SweepOptions().CreateRequest = null!).Should().Throw<ArgumentNullException>();
    }
}
