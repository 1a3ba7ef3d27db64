using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests;

/// <summary>Probes, rules and options of careless users: a diagnosis throws only for wrong arguments, after its end, and when cancelled.</summary>
public sealed class CarelessExtensionTests : IDisposable
{
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public CarelessExtensionTests() => _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private ConnectionTarget Closed => ConnectionTarget.Parse($"127.0.0.1:{((IPEndPoint)_closed.LocalEndPoint!).Port}");

    public void Dispose() => _closed.Dispose();

    [Fact]
    public async Task A_probe_that_returns_null_does_no_harm() => (await DiagnoseAsync(new Probe("test", () => null!))).Outcome.Should().Be(ConnectionOutcome.Refused);

    [Fact]
    public async Task A_probe_that_throws_while_its_findings_are_read_does_no_harm() =>
        (await DiagnoseAsync(new Probe("test", () => new ThrowingList()))).Outcome.Should().Be(ConnectionOutcome.Refused);

    [Fact]
    public async Task A_probe_whose_name_throws_does_no_harm() =>
        (await DiagnoseAsync(new Probe(null, () => throw new InvalidOperationException()))).Outcome.Should().Be(ConnectionOutcome.Refused);

    [Fact]
    public async Task Options_are_read_once_when_the_diagnoser_is_made()
    {
        var options = new ConnectionDiagnoserOptions();
        await using var diagnoser = new ConnectionDiagnoser(options);
        options.Probes.Add(new Probe("late", () => [new Finding { Probe = "late", Key = "a", Value = "b" }]));

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(Closed, TestContext.Current.CancellationToken);

        diagnosis.Evidence.Findings.Should().BeEmpty();
    }

    private async Task<Diagnosis> DiagnoseAsync(IConnectionProbe probe)
    {
        var options = new ConnectionDiagnoserOptions();
        options.Probes.Add(probe);
        await using var diagnoser = new ConnectionDiagnoser(options);
        return await diagnoser.DiagnoseAsync(Closed, TestContext.Current.CancellationToken);
    }

    private sealed class Probe(string? name, Func<IReadOnlyList<Finding>> find) : IConnectionProbe
    {
        public string Name => name ?? throw new InvalidOperationException();

        public Task<IReadOnlyList<Finding>> ProbeAsync(ProbeContext context, CancellationToken cancellationToken) => Task.FromResult(find());
    }

    private sealed class ThrowingList : List<Finding>, IReadOnlyList<Finding>
    {
        IEnumerator<Finding> IEnumerable<Finding>.GetEnumerator() => throw new InvalidOperationException();
    }
}
