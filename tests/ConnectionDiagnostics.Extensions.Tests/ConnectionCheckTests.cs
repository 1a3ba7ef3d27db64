using System.Text.Json;
using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConnectionDiagnostics.Extensions.Tests;

public sealed class ConnectionCheckTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_that_refuses_is_unhealthy_and_says_why()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);

        HealthReportEntry entry = await CheckAsync(checks => checks.AddConnectionCheck("db", $"postgres://user:secret@127.0.0.1:{server.Port}", tags: ["ready"]));

        entry.Status.Should().Be(HealthStatus.Unhealthy);
        entry.Description.Should().StartWith($"postgres://127.0.0.1:{server.Port}: refused. ").And.NotContain("secret");
        entry.Data["outcome"].Should().Be("refused");
        entry.Data["causes"].Should().BeOfType<string[]>().Which.Should().NotBeEmpty();
        entry.Data["durationMs"].Should().BeOfType<double>();
        entry.Tags.Should().Equal("ready");
        JsonSerializer.Serialize(entry.Data).Should().NotContain("secret");
    }

    [Fact]
    public async Task A_server_that_works_is_healthy()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocket, Cancelled);

        HealthReportEntry entry = await CheckAsync(checks => checks.AddConnectionCheck("ws", ConnectionTarget.Parse($"ws://{server.EndPoint}/")));

        entry.Status.Should().Be(HealthStatus.Healthy, entry.Description);
        entry.Description.Should().Be($"ws://{server.EndPoint}/: connected");
    }

    [Fact]
    public async Task The_failure_status_is_the_callers()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.HostDown, ConnectionOutcome.Unreachable, Likelihood.Likely);

        HealthReportEntry entry = await CheckAsync(checks => checks.AddConnectionCheck("db", "db.example:5432", HealthStatus.Degraded), fake);

        entry.Status.Should().Be(HealthStatus.Degraded);
        entry.Description.Should().EndWith("(host-down, likely)");
        entry.Data["causes"].Should().BeEquivalentTo(new[] { "host-down (likely)" });
    }

    [Fact]
    public async Task A_connection_that_works_with_a_remark_is_degraded()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.SomeAddressesFail, ConnectionOutcome.Connected);

        HealthReportEntry entry = await CheckAsync(checks => checks.AddConnectionCheck("db", "db.example:5432"), fake);

        entry.Status.Should().Be(HealthStatus.Degraded);
        entry.Description.Should().Contain("connected. ").And.Contain("some-addresses-fail");
    }

    [Fact]
    public async Task A_certificate_about_to_expire_is_degraded()
    {
        var fake = new FakeConnectionDiagnoser(request => FakeDiagnosis.Connected(request.Target) with
        {
            Stages = [new StageReport { Stage = Stage.Tls, Status = StageStatus.Warned, Detail = "the certificate expires on 2026-12-01, in 8 days" }],
        });

        HealthReportEntry entry = await CheckAsync(checks => checks.AddConnectionCheck("api", "https://api.example/"), fake);

        entry.Status.Should().Be(HealthStatus.Degraded);
        entry.Description.Should().Be("https://api.example/: connected. the certificate expires on 2026-12-01, in 8 days");
    }

    [Fact]
    public async Task The_timeout_is_the_diagnosis_own_and_nothing_is_shared()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.HostDown, ConnectionOutcome.Unreachable);

        await CheckAsync(checks => checks.AddConnectionCheck("db", "db.example:5432", timeout: TimeSpan.FromSeconds(2)), fake);

        fake.Requests.Single().Should().Match<DiagnosisRequest>(request => request.Timeout == TimeSpan.FromSeconds(2) && request.MaxAge == TimeSpan.Zero);
    }

    [Fact]
    public void Wrong_arguments_throw_where_they_are_given()
    {
        IHealthChecksBuilder checks = new ServiceCollection().AddHealthChecks();

        FluentActions.Invoking(() => checks.AddConnectionCheck("db", "db.example:99999")).Should().Throw<FormatException>();
        FluentActions.Invoking(() => checks.AddConnectionCheck("db", "db.example:1", timeout: TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => checks.AddConnectionCheck("", "db.example:1")).Should().Throw<ArgumentException>();
    }

    private static async Task<HealthReportEntry> CheckAsync(Action<IHealthChecksBuilder> add, IConnectionDiagnoser? diagnoser = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        if (diagnoser is not null)
        {
            services.AddSingleton(diagnoser);
        }

        add(services.AddHealthChecks());
        await using ServiceProvider provider = services.BuildServiceProvider();
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled);
        return report.Entries.Single().Value;
    }
}
