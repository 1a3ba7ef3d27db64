using ConnectionDiagnostics.Probes.Surroundings;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Surroundings;

public sealed class InterceptionProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("http://192.0.2.4/");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_far_server_that_accepted_and_then_failed_is_dialled_for_one_hop()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Expires("10.0.0.1"));

        ConnectionEvidence seen = await RunAsync(Far().Hears(Scene.Closing()));

        _bench.Dialled.Should().Equal("192.0.2.4:80 for 1 hops");
        seen.Path.Value!.Hops.Should().ContainSingle();
        seen.Path.Value.Controls.Should().BeEmpty();
    }

    [Fact]
    public async Task Who_answers_from_one_hop_is_asked_for_the_address_beside_too()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Accepts());

        ConnectionEvidence seen = await RunAsync(Far().Hears(Scene.Closing()));

        _bench.Dialled.Should().Equal("192.0.2.4:80 for 1 hops", "192.0.2.5:80 for 1 hops");
        seen.AnsweredByFirstHop()!.Connected.Should().BeTrue();
    }

    [Fact]
    public async Task A_handshake_that_failed_is_reason_enough()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Refuses());

        (await RunAsync(Far().Tls(TlsResult.Closed))).Path.IsMeasured.Should().BeTrue();
    }

    [Fact]
    public async Task Where_all_went_well_nobody_is_dialled() => await IsLeftAloneAsync(Far().HearsStatus(200, "OK"));

    [Fact]
    public async Task Where_nothing_more_was_asked_nobody_is_dialled() => await IsLeftAloneAsync(Far());

    [Fact]
    public async Task On_the_own_link_nobody_is_dialled() => await IsLeftAloneAsync(Scene.Of("http://198.51.100.9/").Connects().Hears(Scene.Closing()));

    [Fact]
    public async Task On_this_machine_nobody_is_dialled() => await IsLeftAloneAsync(Scene.Of("http://127.0.0.1/").Connects().Hears(Scene.Closing()));

    [Fact]
    public async Task Where_nobody_accepted_the_path_that_was_seen_stays()
    {
        PathEvidence path = new() { Hops = [] };
        Scene scene = Scene.Of("http://192.0.2.4/").TimedOut("192.0.2.4").With(evidence => evidence with { Path = Fact<PathEvidence>.Measured(path) });

        (await RunAsync(scene)).Path.Value.Should().BeSameAs(path);
        new InterceptionProbe().NotMeasured(scene.Evidence, FactReason.DeadlineReached).Path.Value.Should().BeSameAs(path);
    }

    private static Scene Far() => Scene.Of("http://192.0.2.4/").Connects();

    private async Task IsLeftAloneAsync(Scene scene)
    {
        (await RunAsync(scene)).Path.IsMeasured.Should().BeFalse();
        _bench.System.Connects.Should().BeEmpty();
    }

    private ValueTask<ConnectionEvidence> RunAsync(Scene scene) => new InterceptionProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
}
