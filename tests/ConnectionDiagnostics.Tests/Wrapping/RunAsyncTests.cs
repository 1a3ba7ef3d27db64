using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.Tests.Wrapping;

public class RunAsyncTests
{
    private static readonly ConnectionTarget Target = ConnectionTarget.Parse("8.8.8.8:443");

    private static readonly SocketException Refused = new((int)SocketError.ConnectionRefused);

    private readonly HeldDiagnoser _diagnoser = HeldDiagnoser.Open();

    public static TheoryData<string> Shapes { get; } = new() { "task", "result", "state", "state and result" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_connect_that_fails_says_why(string shape)
    {
        ConnectionFailedException thrown = await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync(shape, _ => Task.FromException<int>(Refused)));

        thrown.InnerException.Should().BeSameAs(Refused);
        thrown.Diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        thrown.GetDiagnosis().Should().BeSameAs(thrown.Diagnosis);
        _diagnoser.Requests.Should().ContainSingle().Which.Exception.Should().BeSameAs(Refused);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_connect_that_throws_before_it_gives_a_task_fails_alike(string shape) =>
        (await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync(shape, _ => throw Refused))).InnerException.Should().BeSameAs(Refused);

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_connect_that_fails_later_fails_alike(string shape)
    {
        var later = new TaskCompletionSource<int>();
        Task running = RunAsync(shape, _ => later.Task);
        running.IsCompleted.Should().BeFalse();
        later.SetException(Refused);

        await Assert.ThrowsAsync<ConnectionFailedException>(() => running);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task What_is_no_failure_to_connect_passes_unchanged(string shape)
    {
        var other = new InvalidOperationException();

        (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(shape, _ => Task.FromException<int>(other)))).Should().BeSameAs(other);
        (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(shape, _ => throw other))).Should().BeSameAs(other);
        _diagnoser.Requests.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_timeout_of_the_clients_own_is_diagnosed(string shape)
    {
        using var own = new CancellationTokenSource();
        await own.CancelAsync();

        ConnectionFailedException thrown = await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync(shape, _ => Task.FromCanceled<int>(own.Token)));

        thrown.InnerException.Should().BeAssignableTo<OperationCanceledException>();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_callers_cancellation_is_no_failure(string shape)
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(shape, token => Task.FromCanceled<int>(token), cancellationToken: source.Token));
        _diagnoser.Requests.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_callers_cancellation_ends_the_diagnosis(string shape)
    {
        var held = new HeldDiagnoser();
        using var source = new CancellationTokenSource();
        Task running = RunAsync(shape, _ => Task.FromException<int>(Refused), held, cancellationToken: source.Token);
        await held.Asked;

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await held.Cancelled;
    }

    [Theory]
    [InlineData("task")]
    [InlineData("result")]
    public async Task A_delegate_that_gives_no_task_is_told_so(string shape)
    {
        Func<Task> run = shape == "task"
            ? () => _diagnoser.RunAsync(Target, _ => (Task)null!, Cancellation)
            : () => _diagnoser.RunAsync(Target, _ => (Task<int>)null!, Cancellation);

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("*null instead of a task*");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_connect_that_is_cancelled_late_is_diagnosed_after_its_exception(string shape)
    {
        var time = new FakeTimeProvider();
        var held = new HeldDiagnoser();
        var told = new TaskCompletionSource<(Diagnosis Diagnosis, Exception Exception)>();
        var options = new ConnectionFailureOptions { TimeProvider = time, OnDiagnosed = (diagnosis, exception) => told.SetResult((diagnosis, exception)) };
        using var source = new CancellationTokenSource();
        var never = new TaskCompletionSource<int>();
        Task running = RunAsync(shape, token => never.Task.WaitAsync(token), held, options, source.Token);

        time.Advance(TimeSpan.FromSeconds(2));
        await source.CancelAsync();
        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        thrown.CancellationToken.Should().Be(source.Token);
        await held.Asked;
        held.Answer();
        (Diagnosis diagnosis, Exception exception) = await told.Task;
        held.Requests.Should().ContainSingle().Which.Exception.Should().BeSameAs(exception);
        exception.GetDiagnosis().Should().BeSameAs(diagnosis);
        exception.Should().BeAssignableTo<OperationCanceledException>();
    }

    [Theory]
    [InlineData(1.9, 2)]
    [InlineData(3600, -0.001)]
    public async Task A_connect_that_is_cancelled_early_or_is_to_be_left_alone_is_not_diagnosed(double after, double threshold)
    {
        var time = new FakeTimeProvider();
        var options = new ConnectionFailureOptions { TimeProvider = time, CancelledAfter = TimeSpan.FromSeconds(threshold) };
        using var source = new CancellationTokenSource();
        var never = new TaskCompletionSource<int>();
        Task running = RunAsync("task", token => never.Task.WaitAsync(token), _diagnoser, options, source.Token);

        time.Advance(TimeSpan.FromSeconds(after));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        _diagnoser.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task The_exception_is_not_held_back_longer_than_it_may()
    {
        var time = new FakeTimeProvider();
        var held = new HeldDiagnoser();
        var told = new TaskCompletionSource<(Diagnosis Diagnosis, Exception Exception)>();
        var options = new ConnectionFailureOptions { MaxDelay = TimeSpan.FromSeconds(1), TimeProvider = time, OnDiagnosed = (diagnosis, exception) => told.SetResult((diagnosis, exception)) };
        Task running = RunAsync("task", _ => Task.FromException<int>(Refused), held, options);
        await held.Asked;
        running.IsCompleted.Should().BeFalse();

        time.Advance(TimeSpan.FromSeconds(1));
        ConnectionFailedException thrown = await Assert.ThrowsAsync<ConnectionFailedException>(() => running);

        thrown.Diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused, "that is what the exception says by itself");
        thrown.Diagnosis.Evidence.Connect.Reason.Should().Be(FactReason.NotAwaited);
        thrown.Diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
        told.Task.IsCompleted.Should().BeFalse();
        held.Answer();
        (await told.Task).Exception.Should().BeSameAs(Refused);
        held.Cancelled.IsCompleted.Should().BeFalse("it went on after the exception");
    }

    [Fact]
    public async Task Without_delay_the_diagnosis_runs_after_the_exception()
    {
        var held = new HeldDiagnoser();
        var told = new TaskCompletionSource();
        var options = new ConnectionFailureOptions { MaxDelay = TimeSpan.Zero, OnDiagnosed = (_, _) => told.SetResult() };

        await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync("task", _ => Task.FromException<int>(Refused), held, options));
        held.Answer();
        await told.Task;
    }

    [Fact]
    public async Task The_application_changes_the_request()
    {
        var options = new ConnectionFailureOptions { MaxAge = TimeSpan.FromMinutes(2), Configure = request => request with { Timeout = TimeSpan.FromSeconds(3) } };

        await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync("task", _ => Task.FromException<int>(Refused), options: options));

        _diagnoser.Requests[0].Timeout.Should().Be(TimeSpan.FromSeconds(3));
        _diagnoser.Requests[0].MaxAge.Should().Be(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Where_the_application_cannot_make_its_request_nothing_is_asked_and_its_exception_is_not_lost()
    {
        var options = new ConnectionFailureOptions { Configure = _ => throw new InvalidOperationException() };

        ConnectionFailedException thrown =
            await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync("task", _ => Task.FromException<int>(Refused), options: options));

        thrown.InnerException.Should().BeSameAs(Refused);
        thrown.Diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        thrown.Diagnosis.Evidence.Connect.IsMeasured.Should().BeFalse();
        _diagnoser.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_callback_that_throws_changes_nothing()
    {
        var options = new ConnectionFailureOptions { OnDiagnosed = (_, _) => throw new InvalidOperationException() };

        await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync("task", _ => Task.FromException<int>(Refused), options: options));
    }

    [Fact]
    public async Task A_diagnoser_that_was_disposed_does_not_hide_the_failure()
    {
        var diagnoser = new ConnectionDiagnoser();
        await diagnoser.DisposeAsync();

        ConnectionFailedException thrown = await Assert.ThrowsAsync<ConnectionFailedException>(
            () => diagnoser.RunAsync(Target, _ => Task.FromException(Refused), Cancellation));

        thrown.InnerException.Should().BeSameAs(Refused);
    }

    [Fact]
    public async Task An_aggregate_of_many_and_a_circle_are_read_to_a_bound()
    {
        var many = new AggregateException(Enumerable.Range(0, 1000).Select(_ => (Exception)new InvalidOperationException()).Prepend(Refused));

        (await Assert.ThrowsAsync<ConnectionFailedException>(() => RunAsync("task", _ => Task.FromException<int>(many)))).InnerException.Should().BeSameAs(many);
        new AggregateException(many).GetDiagnosis().Should().BeNull();
    }

    [Fact]
    public void A_success_that_is_there_already_is_handed_through_without_a_byte()
    {
        Task ready = Task.CompletedTask;
        Func<CancellationToken, Task> connect = _ => ready;
        Func<Task, CancellationToken, ValueTask> withState = static (state, _) => new ValueTask(state);
        _diagnoser.RunAsync(Target, connect, Cancellation).Should().BeSameAs(ready);
        Assert.True(HasSucceeded(ready, withState));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            _ = _diagnoser.RunAsync(Target, connect, Cancellation);
            HasSucceeded(ready, withState);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private bool HasSucceeded(Task state, Func<Task, CancellationToken, ValueTask> connect)
    {
        ValueTask running = _diagnoser.RunAsync(Target, state, connect, Cancellation);
        return running.IsCompletedSuccessfully;
    }

    private Task RunAsync(
        string shape, Func<CancellationToken, Task<int>> connect, IConnectionDiagnoser? diagnoser = null, ConnectionFailureOptions? options = null,
        CancellationToken? cancellationToken = null)
    {
        IConnectionDiagnoser used = diagnoser ?? _diagnoser;
        CancellationToken token = cancellationToken ?? Cancellation;
        return shape switch
        {
            "task" => used.RunAsync(Target, cancellation => (Task)connect(cancellation), options, token),
            "result" => used.RunAsync(Target, connect, options, token),
            "state" => used.RunAsync(Target, connect, static (state, cancellation) => new ValueTask(state(cancellation)), options, token).AsTask(),
            _ => used.RunAsync(Target, connect, static (state, cancellation) => new ValueTask<int>(state(cancellation)), options, token).AsTask(),
        };
    }
}
