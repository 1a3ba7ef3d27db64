using System.Net;
using ConnectionDiagnostics.Probes.Connect;
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
        Task<ConnectionEvidence> running = RunAsync(_bench);
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

        Task<ConnectionEvidence> running = RunAsync(_bench);
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

        Task<ConnectionEvidence> running = new ConnectProbe().RunAsync(own, _bench.Session, Bench.Cancellation);
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
            Task<ConnectionEvidence> running = RunAsync(bench);
            bench.Time.RunTo(1);
            await running;
        }

        bench.System.Connects.Should().HaveCount(8).And.OnlyContain(connect => connect.End <= 1);
    }

    private IEnumerable<double> Beside() => _bench.System.Connects.Where(connect => connect.EndPoint.Port != 80).Select(connect => connect.Start);

    private static Task<ConnectionEvidence> RunAsync(Bench bench) =>
        new ConnectProbe().RunAsync(Scene.Of($"tcp://{Server}:80").Evidence, bench.Session, Bench.Cancellation);
}
