using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Probes.Surroundings;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Surroundings;

public sealed class SurroundingsProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("tcp://server:80");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Nothing_is_looked_at_when_somebody_accepted() => await IsSkippedAsync(Scene.Of("tcp://198.51.100.9:80").Connects());

    [Fact]
    public async Task Nothing_is_looked_at_on_this_machine() => await IsSkippedAsync(Scene.Of("tcp://198.51.100.7:80").Refused("198.51.100.7"));

    [Fact]
    public async Task Nothing_is_looked_at_where_the_name_has_no_address() => await IsSkippedAsync(Scene.Of("tcp://server:80").HasNoName(SocketError.HostNotFound));

    [Theory]
    [InlineData(SocketError.NetworkUnreachable)]
    [InlineData(SocketError.AddressNotAvailable)]
    [InlineData(SocketError.AccessDenied)]
    [InlineData(SocketError.InProgress)]
    public async Task An_error_of_this_machine_tells_enough(SocketError error) => await IsSkippedAsync(Scene.Of("tcp://198.51.100.9:80").Dialled("198.51.100.9", error));

    [Fact]
    public async Task So_does_a_filter_that_says_so() =>
        await IsSkippedAsync(Scene.Of("tcp://198.51.100.9:80").Unreachable("198.51.100.9", Scene.Icmp(3, 13, "198.51.100.9")));

    [Fact]
    public async Task A_refusal_by_ICMP_tells_its_sender() =>
        await IsSkippedAsync(Scene.Of("tcp://198.51.100.9:80").Refused("198.51.100.9", Scene.Icmp(3, 3, "198.51.100.9")));

    [Theory]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.HostUnreachable)]
    [InlineData(SocketError.ConnectionRefused)]
    public async Task The_first_attempt_whose_failure_may_mean_many_things_is_looked_at(SocketError error)
    {
        Scene scene = Scene.Of("tcp://server:80").ResolvesTo("2001:db8::9", "198.51.100.7", "198.51.100.9")
            .Dialled("2001:db8::9", SocketError.NetworkUnreachable).Refused("198.51.100.7").Dialled("198.51.100.9", error);

        ConnectionEvidence seen = await LookAsync(scene);

        seen.Host.Value!.Address.Should().Be(IPAddress.Parse("198.51.100.9"));
        seen.Host.Value.Ports.Should().HaveCount(6).And.OnlyContain(port => port.Attempt.Error == SocketError.TimedOut);
        _bench.System.Connects.Should().OnlyContain(connect => connect.EndPoint.Address.Equals(IPAddress.Parse("198.51.100.9")));
        _bench.Time.Elapsed.TotalSeconds.Should().Be(1.2);
    }

    [Fact]
    public async Task Other_ports_that_answer_at_once_cost_no_time()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Refuses());

        ConnectionEvidence seen = await RunAsync(Scene.Of("tcp://198.51.100.9:80").Refused("198.51.100.9"));

        seen.LivingPorts().Should().HaveCount(6);
        seen.Host.Value!.Ping.Reason.Should().Be(FactReason.Denied);
    }

    [Theory]
    [InlineData(null, "198.51.100.9")]
    [InlineData("198.51.100.1", "198.51.100.1")]
    public async Task The_next_hop_is_read_after_everything_was_sent(string? gateway, string read)
    {
        _bench.System.Route = Bench.RouteBy(gateway);

        ConnectionEvidence seen = await LookAsync(Scene.Of("tcp://198.51.100.9:80").TimedOut("198.51.100.9"));

        _bench.System.NeighboursRead.Should().Equal((IPAddress.Parse(read), 0));
        seen.Host.Value!.NextHop.Value!.Address.Should().Be(IPAddress.Parse(read));
    }

    [Theory]
    [InlineData(RouteKind.None)]
    [InlineData(RouteKind.Blackhole)]
    [InlineData(RouteKind.Local)]
    public async Task Without_a_way_there_is_no_next_hop(RouteKind kind)
    {
        _bench.System.Route = Bench.RouteBy(null, kind);

        ConnectionEvidence seen = await LookAsync(Scene.Of("tcp://198.51.100.9:80").TimedOut("198.51.100.9"));

        seen.Host.Value!.NextHop.IsMeasured.Should().BeFalse();
        _bench.System.NeighboursRead.Should().BeEmpty();
    }

    [Fact]
    public async Task A_look_that_has_begun_is_used_and_not_repeated()
    {
        Scene scene = Scene.Of("tcp://198.51.100.9:80");
        ValueTask<ConnectionEvidence> connecting = new ConnectProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
        _bench.Time.RunTo(3.4);

        ConnectionEvidence seen = await new SurroundingsProbe().RunAsync(await connecting, _bench.Session, Bench.Cancellation);

        seen.Host.Value!.Ports.Should().HaveCount(6);
        _bench.System.Connects.Where(connect => connect.EndPoint.Port != 80).Should().HaveCount(6).And.OnlyContain(connect => connect.Start == 0.9);
    }

    [Fact]
    public async Task A_look_that_has_begun_is_kept_though_its_address_told_enough_in_the_end()
    {
        // The first address was silent when the look began, and then rejected by ICMP.
        Scene scene = Scene.Of("tcp://server:80").ResolvesTo("198.51.100.8", "198.51.100.9");
        _bench.System.On("198.51.100.8", ScriptedAnswer.Fails(SocketError.ConnectionRefused, 3.3) with { IcmpErrors = [Scene.Icmp(3, 13, "198.51.100.8")] });
        ValueTask<ConnectionEvidence> connecting = new ConnectProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
        _bench.Time.RunTo(3.3);
        await SteppedTime.UntilAsync(() => _bench.System.Connects.Count(connect => connect.End is null) == 3);
        _bench.Time.RunTo(3.4);
        ConnectionEvidence connected = await connecting;

        ConnectionEvidence seen = await new SurroundingsProbe().RunAsync(connected, _bench.Session, Bench.Cancellation);

        seen.Host.Value!.Address.Should().Be(IPAddress.Parse("198.51.100.8"));
        _bench.System.Connects.Count(connect => connect.EndPoint.Port != 80).Should().Be(6);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_asked_for_where_else_it_leads()
    {
        await using var server = new LoopbackNameServer("192.0.2.9");
        await using var bench = new Bench("tcp://server.example:80", server.Options);
        bench.System.On((_, _) => true, ScriptedAnswer.Accepts());
        Scene scene = Scene.Of(bench.Target).ResolvesTo("127.0.0.1").Refused("127.0.0.1").HostsEntry("127.0.0.1");

        ConnectionEvidence seen = await new SurroundingsProbe().RunAsync(scene.Evidence, bench.Session, Bench.Cancellation);

        bench.Dialled.Should().Equal("192.0.2.9:80");
        seen.IsLedByHostsFileAlone().Should().BeTrue();
        seen.WorkingAlternate()!.Address.Should().Be(IPAddress.Parse("192.0.2.9"));
    }

    private async Task IsSkippedAsync(Scene scene)
    {
        ConnectionEvidence seen = await RunAsync(scene);

        seen.Host.State.Should().Be(FactState.Skipped);
        seen.Path.State.Should().Be(FactState.Skipped);
        _bench.System.Connects.Should().BeEmpty();
    }

    private ValueTask<ConnectionEvidence> LookAsync(Scene scene)
    {
        ValueTask<ConnectionEvidence> running = RunAsync(scene);
        _bench.Time.RunTo(1.2);
        return running;
    }

    private ValueTask<ConnectionEvidence> RunAsync(Scene scene) => new SurroundingsProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
}
