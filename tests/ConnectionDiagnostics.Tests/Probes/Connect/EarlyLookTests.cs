using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Probes.Surroundings;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

/// <summary>What is beside a silent port is looked at while the connect still waits, and only then.</summary>
public sealed class EarlyLookTests : IAsyncDisposable
{
    /// <summary>On the client's own link, where no hops are to be looked at.</summary>
    private const string Server = "198.51.100.9";

    private readonly Bench _bench = new($"tcp://{Server}:80");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task It_begins_when_nobody_has_answered_for_a_while()
    {
        ValueTask<ConnectionEvidence> running = RunAsync(_bench);
        _bench.Time.RunTo(0.89);
        Beside().Should().BeEmpty();
        _bench.Time.RunTo(0.9);
        Beside().Should().HaveCount(6);
        _bench.Time.RunTo(3.4);
        await running;

        Beside().Should().HaveCount(6).And.OnlyContain(start => start == 0.9);
        _bench.Session.EarlyLook!.Address.Should().Be(IPAddress.Parse(Server));
    }

    [Fact]
    public async Task An_answer_before_leaves_the_rest_of_the_host_alone()
    {
        _bench.System.On((endPoint, _) => endPoint.Port == 80, ScriptedAnswer.Refuses(0.89));

        ValueTask<ConnectionEvidence> running = RunAsync(_bench);
        _bench.Time.RunTo(0.89);
        await running;
        _bench.Time.RunTo(2);

        Beside().Should().BeEmpty();
        _bench.Session.EarlyLook.Should().BeNull();
    }

    [Fact]
    public async Task Of_this_machine_nothing_is_looked_at()
    {
        ConnectionEvidence own = Scene.Of("tcp://198.51.100.7:80").Evidence;

        ValueTask<ConnectionEvidence> running = new ConnectProbe().RunAsync(own, _bench.Session, Bench.Cancellation);
        _bench.Time.RunTo(3.4);
        await running;

        Beside().Should().BeEmpty();
        _bench.Session.EarlyLook.Should().BeNull();
    }

    [Fact]
    public async Task A_look_that_nobody_asks_for_ends_with_the_session()
    {
        var bench = new Bench($"tcp://{Server}:80");
        await using (bench)
        {
            bench.System.On((endPoint, _) => endPoint.Port == 80, ScriptedAnswer.Accepts(1));
            ValueTask<ConnectionEvidence> running = RunAsync(bench);
            bench.Time.RunTo(1);
            await running;
        }

        bench.System.Connects.Should().HaveCount(8).And.OnlyContain(connect => connect.End <= 1);
    }

    [Fact]
    public async Task An_address_that_this_machine_cannot_reach_is_not_the_one_that_is_looked_at()
    {
        // A name with IPv6 addresses, dialled from a machine without IPv6: the silent address costs no second look, and no more time.
        ConnectionEvidence evidence = Scene.Of("tcp://server:80").ResolvesTo("2001:db8::9", Server).Evidence;
        _bench.System.On("2001:db8::9", ScriptedAnswer.Fails(SocketError.NetworkUnreachable));

        ValueTask<ConnectionEvidence> running = new ConnectProbe().RunAsync(evidence, _bench.Session, Bench.Cancellation);
        _bench.Time.RunTo(3.4);
        ConnectionEvidence seen = await SteppedTime.EndOf(new SurroundingsProbe().RunAsync(await running, _bench.Session, Bench.Cancellation).AsTask());

        seen.Host.Value!.Address.Should().Be(IPAddress.Parse(Server));
        Beside().Should().HaveCount(6).And.OnlyContain(start => start == 0.9);
        _bench.Time.Elapsed.TotalSeconds.Should().Be(3.4);
    }

    [Fact]
    public async Task Of_an_address_that_has_refused_it_is_looked_for_who_refused()
    {
        // In truth on loopback, so that no packet leaves this machine.
        Scene scene = Bench.FarAway(Scene.Of("tcp://server:80").ResolvesTo("127.77.0.2", "127.77.0.4"), "127.77.0.2", "127.77.0.4");
        _bench.System.On("127.77.0.2", ScriptedAnswer.Refuses()).On((_, hops) => hops is not null, ScriptedAnswer.Refuses());

        ValueTask<ConnectionEvidence> running = new ConnectProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
        _bench.Time.RunTo(3.4);
        ConnectionEvidence seen = await SteppedTime.EndOf(new SurroundingsProbe().RunAsync(await running, _bench.Session, Bench.Cancellation).AsTask());

        seen.Host.Value!.Address.Should().Be(IPAddress.Parse("127.77.0.2"));
        seen.Path.Value!.LocalSend.Should().BeNull("that is asked where all is silent");
    }

    private IEnumerable<double> Beside() => _bench.System.Connects.Where(connect => connect.EndPoint.Port != 80).Select(connect => connect.Start);

    private static ValueTask<ConnectionEvidence> RunAsync(Bench bench) =>
        new ConnectProbe().RunAsync(Scene.Of($"tcp://{Server}:80").Evidence, bench.Session, Bench.Cancellation);
}
