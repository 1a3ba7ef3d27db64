using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Tests;

public sealed class FakeConnectionDiagnoserTests
{
    private static readonly ConnectionTarget Target = ConnectionTarget.Parse("wss://api.example.com:9443/chat");

    [Fact]
    public async Task Returning_answers_with_the_cause()
    {
        var diagnoser = FakeConnectionDiagnoser.Returning(CauseCode.WrongPort, ConnectionOutcome.Refused, Likelihood.Likely);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Target, TestContext.Current.CancellationToken);

        diagnosis.Target.Should().Be(Target);
        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Causes.Should().ContainSingle().Which.Should().Match<Cause>(
            cause => cause.Code == CauseCode.WrongPort && cause.Likelihood == Likelihood.Likely && cause.Summary.Length > 0);
    }

    [Fact]
    public async Task Requests_are_kept_in_order()
    {
        var diagnoser = FakeConnectionDiagnoser.Returning(CauseCode.WrongPort, ConnectionOutcome.Refused);
        var exception = new SocketException((int)SocketError.ConnectionRefused);

        await diagnoser.DiagnoseAsync(Target, TestContext.Current.CancellationToken);
        await diagnoser.DiagnoseAsync(Target, exception, TestContext.Current.CancellationToken);

        diagnoser.Requests.Select(request => request.Exception).Should().Equal(null, exception);
    }

    [Fact]
    public async Task The_answer_may_depend_on_the_request()
    {
        var diagnoser = new FakeConnectionDiagnoser(request => request.Target.Port == 9443
            ? FakeDiagnosis.Connected(request.Target)
            : FakeDiagnosis.Failed(request.Target, CauseCode.HostDown, ConnectionOutcome.Unreachable));

        Diagnosis works = await diagnoser.DiagnoseAsync(Target, TestContext.Current.CancellationToken);
        Diagnosis fails = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse("db.example:5432"), TestContext.Current.CancellationToken);

        works.Should().Match<Diagnosis>(diagnosis => diagnosis.Outcome == ConnectionOutcome.Connected && diagnosis.Causes.Count == 0);
        fails.Causes[0].Code.Should().Be(CauseCode.HostDown);
    }

    [Fact]
    public async Task RunAsync_throws_with_the_faked_diagnosis()
    {
        var diagnoser = FakeConnectionDiagnoser.Returning(CauseCode.ServerNotListening, ConnectionOutcome.Refused);

        Func<Task> run = () => diagnoser.RunAsync(
            Target, _ => throw new SocketException((int)SocketError.ConnectionRefused), TestContext.Current.CancellationToken);

        (await run.Should().ThrowAsync<ConnectionFailedException>()).Which.Diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
    }

    [Fact]
    public async Task What_the_test_throws_comes_out_of_the_task()
    {
        var diagnoser = new FakeConnectionDiagnoser(_ => throw new InvalidOperationException("not expected here"));

        Task<Diagnosis> task = diagnoser.DiagnoseAsync(Target, TestContext.Current.CancellationToken);

        await FluentActions.Awaiting(() => task).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task A_slow_diagnosis_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var diagnoser = new FakeConnectionDiagnoser(async (request, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return FakeDiagnosis.Connected(request.Target);
        });

        Task<Diagnosis> task = diagnoser.DiagnoseAsync(Target, cancellation.Token);
        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_is_not_answered()
    {
        var diagnoser = FakeConnectionDiagnoser.Returning(CauseCode.WrongPort, ConnectionOutcome.Refused);

        Func<Task> diagnose = () => diagnoser.DiagnoseAsync(Target, new CancellationToken(canceled: true));

        await diagnose.Should().ThrowAsync<OperationCanceledException>();
        diagnoser.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Fake_diagnoses_render_like_real_ones()
    {
        Diagnosis diagnosis = FakeDiagnosis.Failed(Target, CauseCode.WrongPort, ConnectionOutcome.Refused);

        diagnosis.ToString().Should().Contain("wss://api.example.com:9443/chat").And.Contain("wrong-port")
            .And.Contain("The host is right, but the service is on another port.").And.NotContain("0.00 ms").And.NotContain("How we know");
        diagnosis.ToJson().Should().Contain("\"code\":\"wrong-port\"");
    }
}
