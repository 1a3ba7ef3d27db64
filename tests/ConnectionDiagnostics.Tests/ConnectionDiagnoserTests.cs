using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;

namespace ConnectionDiagnostics.Tests;

public sealed class ConnectionDiagnoserTests : IDisposable
{
    /// <summary>Bound and not listening: dialling it is refused, and nobody else gets the port.</summary>
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ConnectionDiagnoserTests() => _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ConnectionTarget Closed => ConnectionTarget.Parse($"127.0.0.1:{((IPEndPoint)_closed.LocalEndPoint!).Port}");

    public void Dispose() => _closed.Dispose();

    [Fact]
    public async Task A_closed_port_of_this_machine_is_diagnosed()
    {
        await using var diagnoser = new ConnectionDiagnoser();

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Closed, Cancellation);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
        diagnosis.Evidence.Target.Text.Should().Be(Closed.ToString());
    }

    [Fact]
    public async Task An_unreadable_target_is_diagnosed_without_a_probe()
    {
        var probe = new Probe((_, _) => Task.FromResult<IReadOnlyList<Finding>>([]));
        await using var diagnoser = new ConnectionDiagnoser(With(probe));

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.ParseOrInvalid("host:99999"), Cancellation);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.InvalidTarget);
        diagnosis.Evidence.Connect.IsMeasured.Should().BeFalse();
        probe.Runs.Should().Be(0);
    }

    [Fact]
    public async Task A_probe_of_ones_own_sees_the_evidence_and_a_rule_of_ones_own_weighs_what_it_found()
    {
        var probe = new Probe((context, _) => Task.FromResult<IReadOnlyList<Finding>>(
            [new Finding { Probe = "licence", Key = "seats", Value = context.Evidence.Connect.Value!.Attempts[0].Error.ToString() }]));
        ConnectionDiagnoserOptions options = With(probe);
        options.Causes.Add(new SeatsRule());
        await using var diagnoser = new ConnectionDiagnoser(options);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Closed, Cancellation);

        diagnosis.Evidence.Findings.Should().ContainSingle().Which.Value.Should().Be("ConnectionRefused");
        Cause cause = diagnosis.Causes.Single(candidate => candidate.Code == new CauseCode("licence-seats-used-up"));
        cause.Summary.Should().Be("All seats are used: ConnectionRefused");
        cause.Likelihood.Should().Be(Likelihood.Confirmed);
    }

    [Fact]
    public async Task Probes_run_in_their_order_and_see_what_earlier_ones_found()
    {
        ConnectionDiagnoserOptions options = With(Counting(), Counting(), Counting());
        await using var diagnoser = new ConnectionDiagnoser(options);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Closed, Cancellation);

        diagnosis.Evidence.Findings.Select(finding => finding.Value).Should().Equal("0", "1", "2");
    }

    [Fact]
    public async Task A_probe_that_throws_becomes_a_finding_and_does_no_harm()
    {
        ConnectionDiagnoserOptions options = With(new Probe((_, _) => throw new InvalidOperationException("secret")), Counting());
        await using var diagnoser = new ConnectionDiagnoser(options);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Closed, Cancellation);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Evidence.Findings.Should().HaveCount(2);
        diagnosis.Evidence.Findings[0].Should().Be(new Finding { Probe = "test", Key = "error", Value = nameof(InvalidOperationException) });
    }

    [Fact]
    public async Task A_probe_that_hangs_ends_at_the_deadline()
    {
        var time = new SteppedTime();
        var started = new TaskCompletionSource();
        var probe = new Probe((_, _) =>
        {
            started.SetResult();
            // Pays no heed to its token.
            return new TaskCompletionSource<IReadOnlyList<Finding>>().Task;
        });
        ConnectionDiagnoserOptions options = With(probe);
        options.TimeProvider = time;
        await using ConnectionDiagnoser diagnoser = OnScriptedSystem(options);

        Task<Diagnosis> running = diagnoser.DiagnoseAsync(new DiagnosisRequest { Target = Closed, Timeout = TimeSpan.FromSeconds(3) }, Cancellation);
        await started.Task.WaitAsync(Cancellation);
        running.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(3));
        Diagnosis diagnosis = await running;

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Duration.Should().Be(TimeSpan.FromSeconds(3));
        diagnosis.Evidence.Findings.Should().ContainSingle().Which.Key.Should().Be("error");
    }

    [Fact]
    public async Task The_clock_of_the_options_is_the_one_that_is_asked()
    {
        var time = new SteppedTime();
        ConnectionDiagnoserOptions options = With();
        options.TimeProvider = time;
        await using ConnectionDiagnoser diagnoser = OnScriptedSystem(options);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Closed, Cancellation);

        diagnosis.Evidence.Time.Should().Be(time.GetUtcNow());
        diagnosis.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Cancellation_throws()
    {
        using var cancelled = new CancellationTokenSource();
        var probe = new Probe(async (_, cancellationToken) =>
        {
            await cancelled.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        });
        await using var diagnoser = new ConnectionDiagnoser(With(probe));

        Func<Task> during = () => diagnoser.DiagnoseAsync(Closed, cancelled.Token);
        await during.Should().ThrowAsync<OperationCanceledException>();

        Func<Task> before = () => diagnoser.DiagnoseAsync(Closed, cancelled.Token);
        await before.Should().ThrowAsync<OperationCanceledException>();
        probe.Runs.Should().Be(1);
    }

    [Fact]
    public async Task After_its_end_a_diagnoser_throws()
    {
        var diagnoser = new ConnectionDiagnoser();
        await diagnoser.DisposeAsync();
        await diagnoser.DisposeAsync();

        Func<Task> act = () => diagnoser.DiagnoseAsync(Closed, Cancellation);

        await act.Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task Null_is_refused_everywhere()
    {
        await using var diagnoser = new ConnectionDiagnoser();
        Func<Task>[] calls =
        [
            () => diagnoser.DiagnoseAsync((DiagnosisRequest)null!, Cancellation),
            () => diagnoser.DiagnoseAsync((ConnectionTarget)null!, Cancellation),
            () => diagnoser.DiagnoseAsync(Closed, null!, Cancellation),
            () => ((IConnectionDiagnoser)null!).DiagnoseAsync(Closed, Cancellation),
            () => diagnoser.RunAsync(Closed, null!, Cancellation),
            () => diagnoser.RunAsync(null!, _ => Task.CompletedTask, Cancellation),
            () => diagnoser.RunAsync<int>(Closed, null!, Cancellation),
        ];

        foreach (Func<Task> call in calls)
        {
            await call.Should().ThrowAsync<ArgumentNullException>();
        }

    }

    [Fact]
    public async Task What_was_caught_is_kept_as_types_without_its_words()
    {
        await using var diagnoser = new ConnectionDiagnoser();
        var caught = new HttpRequestException(HttpRequestError.ConnectionError, "secret", new SocketException((int)SocketError.ConnectionRefused));

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Closed, caught, Cancellation);

        diagnosis.Evidence.Reported!.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Evidence.Reported.Types.Should().Equal(typeof(HttpRequestException).FullName, typeof(SocketException).FullName);
        diagnosis.Evidence.ToString().Should().NotContain("secret");
    }

    [Fact]
    public async Task What_the_client_was_told_is_kept_with_the_evidence()
    {
        await using ConnectionDiagnoser diagnoser = OnScriptedSystem(With());

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            new DiagnosisRequest
            {
                Target = Closed,
                AddressFamily = AddressFamily.InterNetwork,
                TlsServerName = "inner.example",
                LocalAddress = IPAddress.Loopback,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                Proxy = ConnectionProxy.None,
            },
            Cancellation);

        SettingsEvidence settings = EvidenceFile.Parse(EvidenceFile.ToJson(diagnosis.Evidence)).Settings;
        settings.AddressFamily.Should().Be(AddressFamily.InterNetwork);
        settings.TlsServerName.Should().Be("inner.example");
        settings.LocalAddress.Should().Be(IPAddress.Loopback);
        settings.ApplicationProtocols.Should().Equal("h2");
        settings.Proxy.Should().Be("none");
    }

    [Fact]
    public async Task The_culture_of_the_request_chooses_the_language()
    {
        await using var diagnoser = new ConnectionDiagnoser();

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            new DiagnosisRequest { Target = Closed, Culture = System.Globalization.CultureInfo.GetCultureInfo("de-AT") }, Cancellation);

        diagnosis.Language.Should().Be("de");
    }

    [Fact]
    public async Task The_log_tells_the_verdict_once_and_no_secret()
    {
        var logger = new FakeLogger<ConnectionDiagnoser>();
        await using var diagnoser = new ConnectionDiagnoser(null, logger);
        // Of a scheme that is not spoken, so that no other listener of the machine is asked.
        var target = ConnectionTarget.Parse($"kafka://:secret@127.0.0.1:{Closed.Port}");

        await diagnoser.DiagnoseAsync(target, Cancellation);

        FakeLogRecord record = logger.Collector.GetSnapshot().Should().ContainSingle().Subject;
        record.Id.Should().Be(new EventId(1, "Diagnosed"));
        record.Level.Should().Be(LogLevel.Warning);
        record.Message.Should().Contain("refused").And.NotContain("secret");
    }

    [Fact]
    public async Task Running_a_connect_that_fails_throws_the_diagnosis_around_the_original()
    {
        await using var diagnoser = new ConnectionDiagnoser();
        var original = new SocketException((int)SocketError.ConnectionRefused);

        Func<Task> act = () => diagnoser.RunAsync(Closed, _ => throw original, Cancellation);

        ConnectionFailedException thrown = (await act.Should().ThrowAsync<ConnectionFailedException>()).Which;
        thrown.InnerException.Should().BeSameAs(original);
        thrown.Diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        thrown.Message.Should().StartWith(Closed.ToString());
    }

    [Fact]
    public async Task Running_a_connect_that_works_gives_its_result_and_asks_nobody()
    {
        IConnectionDiagnoser nobody = new NobodyAsks();

        (await nobody.RunAsync(Closed, _ => Task.FromResult(42), Cancellation)).Should().Be(42);
        await nobody.RunAsync(Closed, _ => Task.CompletedTask, Cancellation);
    }

    [Fact]
    public async Task What_is_no_failed_connection_passes_through()
    {
        IConnectionDiagnoser nobody = new NobodyAsks();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Func<Task> other = () => nobody.RunAsync(Closed, _ => throw new InvalidOperationException(), Cancellation);
        Func<Task> own = () => nobody.RunAsync(Closed, token => Task.FromCanceled(token), cancelled.Token);

        await other.Should().ThrowAsync<InvalidOperationException>();
        await own.Should().ThrowAsync<OperationCanceledException>();
    }

    /// <summary>Where the clock stands still nothing real may be waited for, as listeners of this machine that are asked what they speak.</summary>
    private static ConnectionDiagnoser OnScriptedSystem(ConnectionDiagnoserOptions options) =>
        new(options, NullLogger.Instance, new ScriptedSystem().On("127.0.0.1", ScriptedAnswer.Refuses()));

    private static ConnectionDiagnoserOptions With(params Probe[] probes)
    {
        var options = new ConnectionDiagnoserOptions();
        foreach (Probe probe in probes)
        {
            options.Probes.Add(probe);
        }

        return options;
    }

    private static Probe Counting() => new((context, _) => Task.FromResult<IReadOnlyList<Finding>>(
        [new Finding { Probe = "test", Key = "count", Value = context.Evidence.Findings.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) }]));

    private sealed class Probe(Func<ProbeContext, CancellationToken, Task<IReadOnlyList<Finding>>> run) : IConnectionProbe
    {
        public string Name => "test";

        public int Runs { get; private set; }

        public Task<IReadOnlyList<Finding>> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
        {
            Runs++;
            return run(context, cancellationToken);
        }
    }

    private sealed class SeatsRule : ICauseRule
    {
        public CauseCode Code { get; } = new("licence-seats-used-up");

        public void Weigh(ConnectionEvidence evidence, CauseScales scales)
        {
            if (evidence.Findings.FirstOrDefault(finding => finding.Key == "seats") is { } seats)
            {
                scales.Confirm($"All seats are used: {seats.Value}", "The licence server said so.");
            }
        }
    }

    private sealed class NobodyAsks : IConnectionDiagnoser
    {
        public Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken = default) =>
            throw new Xunit.Sdk.XunitException("Nobody should have asked.");
    }
}
