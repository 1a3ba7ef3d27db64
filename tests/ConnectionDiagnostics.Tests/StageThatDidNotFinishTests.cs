using System.Net;
using ConnectionDiagnostics.Platform;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionDiagnostics.Tests;

/// <summary>A stage without a record says why there is none, and not that another one failed.</summary>
public class StageThatDidNotFinishTests
{
    [Fact]
    public async Task A_stage_that_the_deadline_cut_says_that_the_time_was_up() =>
        (await EnvironmentWhereAsync(new OperationCanceledException())).Should().Be("not run: the time was up");

    [Fact]
    public async Task A_stage_that_failed_says_so() => (await EnvironmentWhereAsync(new InvalidOperationException())).Should().Be("not measured: it could not be read");

    private static async Task<string> EnvironmentWhereAsync(Exception failure)
    {
        await using var diagnoser = new ConnectionDiagnoser(new ConnectionDiagnoserOptions(), NullLogger.Instance, new FailingSystem(failure));

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse("server.invalid:80"), TestContext.Current.CancellationToken);

        return diagnosis.Stages.Single(stage => stage.Stage == Stage.Environment).Detail;
    }

    private sealed class FailingSystem(Exception failure) : IOperatingSystem
    {
        public OperatingSystemKind Kind => OperatingSystemKind.Other;

        public bool? InContainer() => throw failure;

        public Fact<ListenerTable> ReadListeners() => default;

        public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => listeners;

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => throw failure;

        public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned) => throw failure;
    }
}
