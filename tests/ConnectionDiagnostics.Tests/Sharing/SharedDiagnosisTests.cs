using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionDiagnostics.Tests.Sharing;

public sealed class SharedDiagnosisTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly ConnectionTarget Closed = ConnectionTarget.Parse("127.0.0.1:4711");

    private readonly SteppedTime _time = new();
    private readonly CountingProbe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_callers_that_fail_at_once_get_one_diagnosis()
    {
        await using ConnectionDiagnoser diagnoser = Create();
        var refused = new SocketException((int)SocketError.ConnectionRefused);

        Task<ConnectionFailedException>[] callers = [.. Enumerable.Range(0, 10_000).Select(_ => Task.Run(() => Assert.ThrowsAsync<ConnectionFailedException>(
            () => diagnoser.RunAsync(Closed, _ => Task.FromException(refused), Cancellation))))];
        ConnectionFailedException[] thrown = await Task.WhenAll(callers);

        _probe.Runs.Should().Be(1);
        thrown.Should().OnlyContain(exception => exception.Diagnosis.Outcome == ConnectionOutcome.Refused);
    }

    [Fact]
    public async Task Who_comes_soon_after_is_told_how_old_it_is()
    {
        await using ConnectionDiagnoser diagnoser = Create();
        Diagnosis first = await diagnoser.DiagnoseAsync(Request(), Cancellation);

        _time.Advance(TimeSpan.FromSeconds(12));
        Diagnosis second = await diagnoser.DiagnoseAsync(Request(), Cancellation);

        first.Age.Should().Be(TimeSpan.Zero);
        second.Age.Should().Be(TimeSpan.FromSeconds(12));
        second.Causes.Should().BeSameAs(first.Causes);
        second.ToText().Should().Contain("12.0 s ago");
        first.ToText().Should().NotContain("ago for an earlier failure");
        second.ToJson().Should().Contain("\"ageMs\":12000");
        first.ToJson().Should().NotContain("ageMs");
    }

    [Fact]
    public async Task Who_comes_too_late_gets_a_new_one()
    {
        await using ConnectionDiagnoser diagnoser = Create();
        await diagnoser.DiagnoseAsync(Request(), Cancellation);

        _time.Advance(Minute + TimeSpan.FromSeconds(1));

        (await diagnoser.DiagnoseAsync(Request(), Cancellation)).Age.Should().Be(TimeSpan.Zero);
        _probe.Runs.Should().Be(2);
    }

    [Fact]
    public async Task Who_asks_for_it_gets_a_diagnosis_of_its_own()
    {
        await using ConnectionDiagnoser diagnoser = Create();
        await diagnoser.DiagnoseAsync(Request(), Cancellation);

        await diagnoser.DiagnoseAsync(Closed, Cancellation);

        _probe.Runs.Should().Be(2);
    }

    [Fact]
    public async Task Another_target_setting_or_failure_is_another_diagnosis()
    {
        await using ConnectionDiagnoser diagnoser = Create();
        await diagnoser.DiagnoseAsync(Request(), Cancellation);

        await diagnoser.DiagnoseAsync(Request() with { Target = ConnectionTarget.ParseOrInvalid("host:99999") }, Cancellation);
        await diagnoser.DiagnoseAsync(Request() with { Timeout = TimeSpan.FromSeconds(9) }, Cancellation);
        await diagnoser.DiagnoseAsync(Request() with { ExpectedAddresses = [IPNetwork.Parse("127.0.0.0/8")] }, Cancellation);
        await diagnoser.DiagnoseAsync(Request() with { Exception = new SocketException((int)SocketError.TimedOut) }, Cancellation);
        _probe.Runs.Should().Be(4, "the unreadable target is not probed");

        await diagnoser.DiagnoseAsync(Request() with { ExpectedAddresses = [IPNetwork.Parse("127.0.0.0/8")] }, Cancellation);
        await diagnoser.DiagnoseAsync(Request() with { Exception = new SocketException((int)SocketError.TimedOut) }, Cancellation);
        _probe.Runs.Should().Be(4);
    }

    [Fact]
    public async Task It_ends_early_only_when_nobody_waits_any_more()
    {
        _probe.Hold();
        await using ConnectionDiagnoser diagnoser = Create();
        using var one = new CancellationTokenSource();
        using var two = new CancellationTokenSource();
        Task<Diagnosis> first = diagnoser.DiagnoseAsync(Request(), one.Token);
        Task<Diagnosis> second = diagnoser.DiagnoseAsync(Request(), two.Token);
        await _probe.Begun;

        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _probe.Cancelled.IsCompleted.Should().BeFalse();
        await two.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await _probe.Cancelled;
    }

    [Fact]
    public async Task After_one_that_was_given_up_the_next_caller_begins_anew()
    {
        _probe.Hold();
        await using ConnectionDiagnoser diagnoser = Create();
        using var source = new CancellationTokenSource();
        Task<Diagnosis> first = diagnoser.DiagnoseAsync(Request(), source.Token);
        await _probe.Begun;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _probe.Release();

        (await diagnoser.DiagnoseAsync(Request(), Cancellation)).Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public async Task Beyond_the_budget_the_exception_alone_is_read()
    {
        await using ConnectionDiagnoser diagnoser = Create(options => options.MaxSharedDiagnosesPerMinute = 1);
        await diagnoser.DiagnoseAsync(Request(), Cancellation);

        Diagnosis over = await diagnoser.DiagnoseAsync(
            Request() with { Timeout = TimeSpan.FromSeconds(9), Exception = new SocketException((int)SocketError.ConnectionRefused) }, Cancellation);

        over.Outcome.Should().Be(ConnectionOutcome.Refused);
        over.Evidence.Connect.Reason.Should().Be(FactReason.OverBudget);
        over.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
        string text = over.ToText();
        text.Should().StartWith("✗ ").And.NotContain("0.00 ms").And.NotContain("nothing that is known").And.NotContain("How we know");
        over.Causes.Should().ContainSingle().Which.Summary.Should().Contain("not looked into");
        over.Stages.Should().Contain(stage => stage.Detail.Contains("MaxSharedDiagnosesPerMinute"));
        _probe.Runs.Should().Be(1);
    }

    [Fact]
    public async Task Callers_of_one_language_share_and_others_are_answered_in_theirs()
    {
        await using ConnectionDiagnoser diagnoser = Create();

        Diagnosis german = await InCultureAsync("de-AT");
        Diagnosis english = await InCultureAsync("en-US");
        Diagnosis alsoGerman = await InCultureAsync("de-DE");
        Diagnosis asked = await diagnoser.DiagnoseAsync(Request() with { Culture = CultureInfo.GetCultureInfo("de") }, Cancellation);

        german.Language.Should().Be("de");
        english.Language.Should().Be("en");
        alsoGerman.Causes[0].Should().BeSameAs(german.Causes[0]);
        asked.Causes[0].Should().BeSameAs(german.Causes[0]);
        _probe.Runs.Should().Be(2);

        // Of a request, as ASP.NET Core's middleware sets it: it flows with the request and with nothing else.
        async Task<Diagnosis> InCultureAsync(string name)
        {
            await Task.Yield();
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
            return await diagnoser.DiagnoseAsync(Request(), Cancellation);
        }
    }

    [Fact]
    public async Task Whoever_fails_after_nothing_was_found_wrong_gets_a_diagnosis_of_their_own()
    {
        await using ConnectionDiagnoser diagnoser = Create(answer: ScriptedAnswer.Accepts());
        Diagnosis first = await diagnoser.DiagnoseAsync(Request(), Cancellation);
        Diagnosis together = await diagnoser.DiagnoseAsync(Request(), Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Diagnosis later = await diagnoser.DiagnoseAsync(Request(), Cancellation);

        first.Outcome.Should().Be(ConnectionOutcome.Connected);
        together.Evidence.Should().BeSameAs(first.Evidence);
        later.Evidence.Should().NotBeSameAs(first.Evidence);
        _probe.Runs.Should().Be(2);
    }

    [Fact]
    public void It_ends_with_a_container_that_disposes_synchronously()
    {
        ConnectionDiagnoser diagnoser = Create();

        diagnoser.Dispose();
        diagnoser.Dispose();

        FluentActions.Invoking(() => { _ = diagnoser.DiagnoseAsync(Request(), Cancellation); }).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task So_many_at_once_and_no_more()
    {
        _probe.Hold();
        await using ConnectionDiagnoser diagnoser = Create(options => options.MaxConcurrentDiagnoses = 2);

        Task<Diagnosis>[] all = [.. Enumerable.Range(0, 6).Select(_ => diagnoser.DiagnoseAsync(Closed, Cancellation))];
        await _probe.Begun;
        _probe.Release();
        await Task.WhenAll(all);

        _probe.Runs.Should().Be(6);
        _probe.MostAtOnce.Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Disposed_while_it_works_it_finishes_what_runs_and_reads_the_exception_alone_of_what_waited()
    {
        _probe.Hold();
        ConnectionDiagnoser diagnoser = Create(options => options.MaxConcurrentDiagnoses = 1);
        Task<Diagnosis> running = diagnoser.DiagnoseAsync(Closed, Cancellation);
        Task<Diagnosis> shared = diagnoser.DiagnoseAsync(Request(), Cancellation);
        Task<Diagnosis> waiting = diagnoser.DiagnoseAsync(Closed, new SocketException((int)SocketError.ConnectionRefused), Cancellation);
        await _probe.Begun;

        await diagnoser.DisposeAsync();

        Diagnosis unprobed = await waiting;
        unprobed.Evidence.Connect.Reason.Should().Be(FactReason.OverBudget);
        unprobed.Outcome.Should().Be(ConnectionOutcome.Refused, "the exception says so");
        (await shared).Evidence.Connect.Reason.Should().Be(FactReason.OverBudget);
        running.IsCompleted.Should().BeFalse();
        _probe.Release();
        (await running).Evidence.Connect.IsMeasured.Should().BeTrue();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => diagnoser.DiagnoseAsync(Closed, Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => diagnoser.DiagnoseAsync(Request(), Cancellation));
        Assert.Throws<ObjectDisposedException>(() => diagnoser.DiagnoseManyAsync(AsyncEnumerable.Empty<ConnectionTarget>(), null, Cancellation));
    }

    private ConnectionDiagnoser Create(Action<ConnectionDiagnoserOptions>? configure = null, ScriptedAnswer? answer = null)
    {
        // The clock stands still: nothing real may be waited for.
        var options = new ConnectionDiagnoserOptions { TimeProvider = _time };
        options.Probes.Add(_probe);
        configure?.Invoke(options);
        return new ConnectionDiagnoser(options, NullLogger.Instance, new ScriptedSystem().On("127.0.0.1", answer ?? ScriptedAnswer.Refuses()));
    }

    private static DiagnosisRequest Request() => new() { Target = Closed, MaxAge = Minute };
}
