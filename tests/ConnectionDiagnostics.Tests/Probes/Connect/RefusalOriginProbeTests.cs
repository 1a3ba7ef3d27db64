using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

public sealed class RefusalOriginProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("198.51.100.7:8080");

    public RefusalOriginProbeTests() => _bench.System.On((_, _) => true, ScriptedAnswer.Refuses());

    private static Scene Refused => Of("198.51.100.7:8080").Refused("198.51.100.7").Listens();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_count_that_rises_with_each_refusal_is_this_machines_own()
    {
        Counts(5, 6, 6, 7, 9, 11);

        (await RunAsync(Refused)).Should().BeTrue();
        _bench.System.Connects.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_refusal_that_is_not_counted_once_was_somebody_elses()
    {
        Counts(5, 6, 6, 6);

        (await RunAsync(Refused)).Should().BeFalse();
        _bench.System.Connects.Should().HaveCount(2);
    }

    [Fact]
    public async Task Without_a_count_nothing_is_dialled()
    {
        (await RunAsync(Refused)).Should().BeNull();
        _bench.System.Connects.Should().BeEmpty();
    }

    [Fact]
    public async Task A_port_that_opens_meanwhile_tells_nothing()
    {
        Counts(5, 6);
        _bench.System.On((_, _) => true, ScriptedAnswer.Accepts());

        (await RunAsync(Refused)).Should().BeNull();
    }

    [Fact]
    public async Task Where_somebody_listens_it_is_not_asked()
    {
        Counts(5, 6);

        (await RunAsync(Of("198.51.100.7:8080").Refused("198.51.100.7").Listens(At("0.0.0.0:8080")))).Should().BeNull();
        _bench.System.Connects.Should().BeEmpty();
    }

    private void Counts(params long[] resets)
    {
        foreach (long count in resets)
        {
            _bench.System.Traffic.Enqueue(new TrafficCounters(count, null, null));
        }
    }

    private async Task<bool?> RunAsync(Scene scene) =>
        (await new RefusalOriginProbe().RunAsync(scene.Evidence, _bench.Session, CancellationToken.None)).Connect.Value!.RefusedHere;
}
