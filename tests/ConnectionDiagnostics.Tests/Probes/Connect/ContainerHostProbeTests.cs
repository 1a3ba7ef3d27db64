using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

public sealed class ContainerHostProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("127.0.0.1:8080");

    public ContainerHostProbeTests() => _bench.System.Route = Bench.RouteBy("172.17.0.1");

    private static Scene Refused => Of("127.0.0.1:8080").Refused("127.0.0.1").Listens();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task In_a_container_the_gateway_is_dialled_on_the_same_port()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Accepts());

        ConnectionEvidence seen = await RunAsync(Refused.InContainer());

        _bench.Dialled.Should().Equal("172.17.0.1:8080");
        seen.ContainerHost.Value!.Attempt.Connected.Should().BeTrue();
    }

    [Fact]
    public async Task So_it_is_in_the_subsystem_for_Linux()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Refuses());

        (await RunAsync(Refused.InSubsystemForLinux())).ContainerHost.Value!.Attempt.Error.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task A_silent_gateway_is_not_waited_for_long()
    {
        ValueTask<ConnectionEvidence> running = RunAsync(Refused.InContainer());
        _bench.Time.RunTo(0.5);

        (await running).ContainerHost.Value!.Attempt.Error.Should().Be(SocketError.TimedOut);
    }

    [Fact]
    public async Task A_container_without_a_way_out_has_no_host_to_ask()
    {
        _bench.System.Route = Bench.RouteBy(null, RouteKind.None);

        await IsSkippedAsync(Refused.InContainer());
    }

    [Fact]
    public async Task Where_the_way_out_is_not_known_it_is_not_measured()
    {
        _bench.System.Route = Fact<SystemRoute>.NotMeasured(FactReason.NotSupported);

        (await RunAsync(Refused.InContainer())).ContainerHost.State.Should().Be(FactState.NotMeasured);
    }

    [Fact]
    public async Task Elsewhere_than_in_a_container_it_is_skipped() => await IsSkippedAsync(Refused);

    [Fact]
    public async Task Where_somebody_listens_it_is_skipped() => await IsSkippedAsync(Refused.InContainer().Listens(At("127.0.0.2:8080")));

    [Fact]
    public async Task Without_the_table_of_listeners_it_is_skipped() => await IsSkippedAsync(Of("127.0.0.1:8080").InContainer().Refused("127.0.0.1"));

    [Fact]
    public async Task For_another_machine_it_is_skipped() => await IsSkippedAsync(Of("192.0.2.1:8080").InContainer().Refused("192.0.2.1").Listens());

    [Fact]
    public async Task Where_somebody_accepted_it_is_skipped() => await IsSkippedAsync(Of("127.0.0.1:8080").InContainer().Connects().Listens());

    private async Task IsSkippedAsync(Scene scene)
    {
        (await RunAsync(scene)).ContainerHost.State.Should().Be(FactState.Skipped);
        _bench.System.Connects.Should().BeEmpty();
    }

    private ValueTask<ConnectionEvidence> RunAsync(Scene scene) => new ContainerHostProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
}
