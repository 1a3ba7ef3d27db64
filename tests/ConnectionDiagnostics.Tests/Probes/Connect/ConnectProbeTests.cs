using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

public sealed class ConnectProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("tcp://server:80");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 1)]
    [InlineData(64, 1)]
    public async Task The_more_addresses_there_are_the_fewer_attempts_each_gets(int addresses, int attempts)
    {
        ValueTask<ConnectionEvidence> running = RunAsync(Addresses(addresses));
        _bench.Time.RunTo(3.4);
        ConnectionEvidence seen = await running;

        _bench.System.Connects.CountBy(connect => connect.EndPoint.Address).Should()
            .HaveCount(Math.Min(addresses, 8)).And.OnlyContain(address => address.Value == attempts);
        seen.Attempts().Should().OnlyContain(attempt => attempt.Error == SocketError.TimedOut && attempt.Port == 80);
        seen.Attempts().Select(attempt => attempt.Address.ToString()).Distinct().Should().Equal(Addresses(addresses).Take(8), "the resolver's order stays");
    }

    [Fact]
    public async Task Of_many_addresses_both_families_are_dialled()
    {
        string[] addresses = [.. Enumerable.Range(1, 30).Select(number => $"2001:db8::{number:x}"), .. Addresses(30)];

        ValueTask<ConnectionEvidence> running = RunAsync(addresses);
        _bench.Time.RunTo(3.4);
        await running;

        _bench.System.Connects.CountBy(connect => connect.EndPoint.AddressFamily).Should()
            .BeEquivalentTo(new Dictionary<AddressFamily, int> { [AddressFamily.InterNetwork] = 4, [AddressFamily.InterNetworkV6] = 4 });
    }

    [Fact]
    public async Task A_family_with_few_addresses_leaves_its_places_to_the_other()
    {
        ValueTask<ConnectionEvidence> running = RunAsync(["2001:db8::1", .. Addresses(30)]);
        _bench.Time.RunTo(3.4);
        await running;

        _bench.System.Connects.Should().HaveCount(8).And.OnlyHaveUniqueItems(connect => connect.EndPoint.Address);
        _bench.System.Connects.Should().ContainSingle(connect => connect.EndPoint.AddressFamily == AddressFamily.InterNetworkV6);
    }

    [Fact]
    public async Task The_first_answer_of_the_only_address_ends_the_stage()
    {
        _bench.System.On("192.0.2.1", ScriptedAnswer.Accepts(0.05));

        ValueTask<ConnectionEvidence> running = RunAsync("192.0.2.1");
        _bench.Time.RunTo(0.05);
        ConnectionEvidence seen = await running;

        seen.Connect.Value!.ConnectedAddress.Should().Be(IPAddress.Parse("192.0.2.1"));
        _bench.Time.Elapsed.TotalSeconds.Should().Be(0.05);
    }

    [Fact]
    public async Task Once_one_address_works_the_silent_one_is_waited_for_a_little_and_has_then_timed_out()
    {
        _bench.System.On("192.0.2.2", ScriptedAnswer.Accepts(0.05));

        ValueTask<ConnectionEvidence> running = RunAsync("192.0.2.1", "192.0.2.2");
        await AcceptedAsync(0.05);
        _bench.Time.RunTo(1.19);
        running.IsCompleted.Should().BeFalse();
        _bench.Time.RunTo(1.2);
        ConnectionEvidence seen = await running;

        seen.Attempts().Select(attempt => (attempt.Address.ToString(), attempt.Error)).Should().Equal(
            ("192.0.2.1", SocketError.TimedOut), ("192.0.2.1", SocketError.TimedOut), ("192.0.2.2", SocketError.Success));
        seen.Connect.Value!.ConnectedAddress.Should().Be(IPAddress.Parse("192.0.2.2"));
    }

    [Fact]
    public async Task An_address_that_answers_while_it_is_waited_for_has_not_timed_out()
    {
        _bench.System.On("192.0.2.1", ScriptedAnswer.Accepts(0.6)).On("192.0.2.2", ScriptedAnswer.Accepts(0.05));

        ValueTask<ConnectionEvidence> running = RunAsync("192.0.2.1", "192.0.2.2");
        await AcceptedAsync(0.05);
        _bench.Time.RunTo(0.6);
        ConnectionEvidence seen = await running;

        seen.Attempts().Should().HaveCount(2).And.OnlyContain(attempt => attempt.Connected);
        seen.Connect.Value!.ConnectedAddress.Should().Be(IPAddress.Parse("192.0.2.1"), "it comes first in the resolver's order");
    }

    [Fact]
    public async Task A_refusal_of_one_address_does_not_cut_the_other_short()
    {
        _bench.System.On("192.0.2.1", ScriptedAnswer.Refuses(0.05)).On("192.0.2.2", ScriptedAnswer.Accepts(2));

        ValueTask<ConnectionEvidence> running = RunAsync("192.0.2.1", "192.0.2.2");
        _bench.Time.RunTo(0.05);
        await SteppedTime.UntilAsync(() => _bench.Time.WaitingFor(0.7) == 1);
        _bench.Time.RunTo(2);
        ConnectionEvidence seen = await running;

        seen.Attempts().Where(attempt => attempt.Address.Equals(IPAddress.Parse("192.0.2.1"))).Should()
            .ContainSingle().Which.Error.Should().Be(SocketError.ConnectionRefused);
        seen.Connect.Value!.ConnectedAddress.Should().Be(IPAddress.Parse("192.0.2.2"));
    }

    [Fact]
    public async Task All_refusing_ends_the_stage_at_once()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Refuses());

        ConnectionEvidence seen = await RunAsync(Addresses(4));

        seen.Attempts().Should().HaveCount(4).And.OnlyContain(attempt => attempt.Error == SocketError.ConnectionRefused);
        seen.Connect.Value!.ConnectedAddress.Should().BeNull();
    }

    [Fact]
    public async Task The_stage_ends_when_the_last_attempt_is_answered_after_the_silence_was_noticed()
    {
        // It went round for ever once the silence had passed and every dial had ended.
        _bench.System.On("192.0.2.1", ScriptedAnswer.Refuses(1)).On("192.0.2.2", ScriptedAnswer.Fails(SocketError.HostUnreachable, 3));

        ValueTask<ConnectionEvidence> running = RunAsync("192.0.2.1", "192.0.2.2");
        _bench.Time.RunTo(1);
        await SteppedTime.UntilAsync(() => _bench.System.Connects.Where(connect => connect.EndPoint.Address.ToString() == "192.0.2.1").All(connect => connect.End is not null));
        await SteppedTime.UntilAsync(() => _bench.Time.WaitingFor(1.5) == 1);
        _bench.Time.RunTo(3);
        ConnectionEvidence seen = await running;

        seen.Attempts().Select(attempt => attempt.Error).Should().Contain([SocketError.ConnectionRefused, SocketError.HostUnreachable]);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_dialled()
    {
        ConnectionEvidence seen = await new ConnectProbe().RunAsync(
            Scene.Of("tcp://server:80").HasNoName(SocketError.HostNotFound).Evidence, _bench.Session, Bench.Cancellation);

        seen.Connect.State.Should().Be(FactState.Skipped);
        _bench.System.Connects.Should().BeEmpty();
    }

    [Fact]
    public async Task The_local_address_of_the_request_is_the_one_that_is_dialled_from()
    {
        await using var bench = new Bench("tcp://server:80", local: IPAddress.Parse("198.51.100.7"));
        bench.System.On((_, _) => true, ScriptedAnswer.Refuses());

        await new ConnectProbe().RunAsync(Unrouted("192.0.2.1"), bench.Session, Bench.Cancellation);

        bench.System.Connects.Should().ContainSingle().Which.Local.Should().Be(IPAddress.Parse("198.51.100.7"));
    }

    [Fact]
    public async Task A_socket_that_met_itself_is_told()
    {
        _bench.System.On("192.0.2.1", ScriptedAnswer.Accepts() with { LocalEndPoint = IPEndPoint.Parse("192.0.2.1:80") });

        ConnectionEvidence seen = await RunAsync("192.0.2.1");

        seen.Attempts().Should().ContainSingle().Which.SelfConnected.Should().BeTrue();
        seen.Connect.Value!.ConnectedAddress.Should().BeNull();
    }

    private static string[] Addresses(int count) => [.. Enumerable.Range(1, count).Select(number => $"192.0.2.{number}")];

    /// <summary>Without routes nothing beside the port is looked at.</summary>
    private static ConnectionEvidence Unrouted(params string[] addresses) =>
        Scene.Of("tcp://server:80").ResolvesTo(addresses).Evidence with { Routes = default };

    private ValueTask<ConnectionEvidence> RunAsync(params string[] addresses) =>
        new ConnectProbe().RunAsync(Unrouted(addresses), _bench.Session, Bench.Cancellation);

    /// <summary>Goes on until somebody has accepted, and to where the others are given their last moments.</summary>
    private async Task AcceptedAsync(double seconds)
    {
        _bench.Time.RunTo(seconds);
        await SteppedTime.UntilAsync(() => _bench.Time.WaitingFor(1.2) == 1 && _bench.Time.WaitingFor(0.7) == 1);
    }
}
