using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Surroundings;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Surroundings;

public sealed class PathLookTests : IAsyncDisposable
{
    /// <summary>Far away by what the evidence says, so that hops are looked at; on loopback in truth, so that no packet leaves this machine.</summary>
    private const string Server = "127.77.0.2";

    private const string Beside = "127.77.0.3";

    private readonly Bench _bench = new($"tcp://{Server}:8080");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_silent_path_is_dialled_for_one_to_eight_hops_at_once_each_with_its_own_short_limit()
    {
        PathEvidence path = await LookAtSilenceAsync(0.6);

        ToServer().Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
        path.Hops.Select(hop => hop.TimeToLive).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
        path.Hops.Should().OnlyContain(hop => hop.Error == SocketError.TimedOut && hop.Duration == TimeSpan.FromSeconds(0.6));
    }

    [Fact]
    public async Task Where_the_eighth_hop_is_a_router_still_eight_more_are_dialled()
    {
        _bench.System.On((_, hops) => hops is not null, ScriptedAnswer.Expires("10.0.0.1"));

        PathEvidence path = await LookAtSilenceAsync(0);

        ToServer().Should().Equal(Enumerable.Range(1, 16).Cast<int?>());
        path.Hops.Select(hop => hop.TimeToLive).Should().Equal(Enumerable.Range(1, 16).Cast<int?>());
    }

    [Fact]
    public async Task Where_routers_end_before_the_eighth_hop_no_more_are_dialled()
    {
        _bench.System.On((_, hops) => hops <= 7, ScriptedAnswer.Expires("10.0.0.1"));

        await LookAtSilenceAsync(0.6);

        ToServer().Should().HaveCount(8);
    }

    [Fact]
    public async Task For_comparison_another_port_and_the_address_beside_are_dialled_for_one_hop()
    {
        PathEvidence path = await LookAtSilenceAsync(0.6);

        _bench.Dialled.Should().Contain([$"{Server}:443 for 1 hops", $"{Beside}:8080 for 1 hops"]);
        path.Controls.Select(control => $"{control.Address}:{control.Port}").Should().Equal($"{Server}:443", $"{Beside}:8080");
    }

    [Fact]
    public async Task The_other_port_is_never_the_dialled_one()
    {
        await using var bench = new Bench($"tcp://{Server}:443");

        Task<Fact<PathEvidence>> looking = LookAsync(bench, FarAway(bench.Target), wasRefused: false);
        bench.Time.RunTo(0.6);
        await looking;

        bench.Dialled.Should().Contain($"{Server}:80 for 1 hops");
    }

    [Fact]
    public async Task What_the_system_says_of_a_datagram_is_kept() => (await LookAtSilenceAsync(0.6)).LocalSend.Should().Be(SocketError.Success);

    [Fact]
    public async Task Whoever_refuses_is_looked_for_by_rising_distance_and_another_port_is_dialled_from_there()
    {
        _bench.System.On((_, hops) => hops < 3, ScriptedAnswer.Expires("10.0.0.1")).On((_, hops) => hops >= 3, ScriptedAnswer.Refuses());

        PathEvidence path = await LookAtRefusalAsync(22);

        ToServer().Should().HaveCount(8);
        path.Hops.Should().HaveCount(8);
        ConnectAttempt control = path.Controls.Should().ContainSingle().Subject;
        (control.Address.ToString(), control.Port, control.TimeToLive).Should().Be((Server, 22, 3));
        path.LocalSend.Should().BeNull();
    }

    [Fact]
    public async Task A_refusal_needs_no_more_than_eight_hops()
    {
        _bench.System.On((_, hops) => hops is not null, ScriptedAnswer.Expires("10.0.0.1"));

        (await LookAtRefusalAsync(22)).Controls.Should().BeEmpty("nobody refused within reach");

        ToServer().Should().HaveCount(8);
    }

    [Fact]
    public async Task Without_another_port_that_answers_there_is_nothing_to_compare_with()
    {
        _bench.System.On((_, hops) => hops is not null, ScriptedAnswer.Refuses());
        _bench.System.On((_, hops) => hops == 1, ScriptedAnswer.Expires("10.0.0.1"));

        (await LookAtRefusalAsync(null)).Controls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_first_hop_that_answers_is_asked_for_the_address_beside_too()
    {
        _bench.System.On((_, hops) => hops is not null, ScriptedAnswer.Refuses());

        PathEvidence path = await LookAtRefusalAsync(22);

        ConnectAttempt control = path.Controls.Should().ContainSingle().Subject;
        (control.Address.ToString(), control.Port, control.TimeToLive).Should().Be((Beside, 8080, 1));
    }

    [Fact]
    public async Task On_the_own_link_nobody_stands_between()
    {
        Fact<PathEvidence> path = await LookAsync(_bench, Scene.Of("tcp://198.51.100.9:8080").Evidence, wasRefused: false, "198.51.100.9");

        path.State.Should().Be(FactState.Skipped);
        _bench.System.Connects.Should().BeEmpty();
    }

    [Fact]
    public async Task Where_the_route_is_not_known_nothing_is_dialled()
    {
        (await LookAsync(_bench, FarAway(_bench.Target) with { Routes = default }, wasRefused: false)).State.Should().Be(FactState.Skipped);

        _bench.System.Connects.Should().BeEmpty();
    }

    [Fact]
    public async Task The_address_beside_an_IPv6_address_is_of_the_same_family()
    {
        await using var bench = new Bench("tcp://[::77:2]:8080");
        bench.System.On((_, _) => true, ScriptedAnswer.Accepts());

        PathEvidence path = await PathLook.LookAtFirstHopAsync(IPEndPoint.Parse("[::77:2]:8080"), bench.Session, Bench.Cancellation);

        path.Controls.Should().ContainSingle().Which.Address.Should().Be(IPAddress.Parse("::77:3"));
    }

    private static ConnectionEvidence FarAway(string target) => Bench.FarAway(Scene.Of(target), Server).Evidence;

    private static Task<Fact<PathEvidence>> LookAsync(Bench bench, ConnectionEvidence evidence, bool wasRefused, string address = Server, params HostPort[] ports) =>
        PathLook.LookAsync(
            IPAddress.Parse(address), wasRefused, Task.FromResult(new HostEvidence { Address = IPAddress.Parse(address), Ports = ports }), evidence,
            bench.Session, Bench.Cancellation);

    private async Task<PathEvidence> LookAtSilenceAsync(double seconds)
    {
        Task<Fact<PathEvidence>> looking = LookAsync(_bench, FarAway(_bench.Target), wasRefused: false);
        _bench.Time.RunTo(seconds);
        return (await looking).Value!;
    }

    private async Task<PathEvidence> LookAtRefusalAsync(int? living) =>
        (await LookAsync(_bench, FarAway(_bench.Target), wasRefused: true, Server, [.. living is { } port ? [HostPorts.Closed(port)] : Array.Empty<HostPort>()])).Value!;

    private IEnumerable<int?> ToServer() => _bench.System.Connects
        .Where(connect => connect.EndPoint.Equals(IPEndPoint.Parse($"{Server}:8080"))).Select(connect => connect.TimeToLive);
}
