using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

public sealed class AddressDialTests : IAsyncDisposable
{
    private const string Server = "192.0.2.1";

    private readonly Bench _bench = new($"tcp://{Server}:80");
    private readonly AddressDial _dial;

    public AddressDialTests() => _dial = new AddressDial(IPAddress.Parse(Server), _bench.Session, [TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(0.8)]);

    private IEnumerable<double> Starts => _bench.System.Connects.Select(connect => connect.Start);

    private IEnumerable<SocketError> Errors => _dial.Attempts.Select(attempt => attempt.Error);

    public ValueTask DisposeAsync()
    {
        _dial.Dispose();
        return _bench.DisposeAsync();
    }

    [Fact]
    public async Task An_address_that_is_silent_is_dialled_again_after_each_pause_until_the_time_is_up()
    {
        using Deadline deadline = _bench.Within(3.4);

        Task running = _dial.RunAsync(deadline, deadline.Token);
        _bench.Time.RunTo(3.39);
        running.IsCompleted.Should().BeFalse();
        _bench.Time.RunTo(3.4);
        await running;

        Starts.Should().Equal(0, 0.7, 1.5);
        Errors.Should().Equal(SocketError.TimedOut, SocketError.TimedOut, SocketError.TimedOut);
        _dial.Attempts.Select(attempt => attempt.Start.TotalSeconds).Should().Equal(Starts);
        _dial.Attempts.Select(attempt => Math.Round(attempt.Duration.TotalSeconds, 3)).Should().Equal(3.4, 2.7, 1.9);
        _dial.Connected.Should().BeNull();
    }

    [Fact]
    public async Task The_first_answer_ends_it()
    {
        _bench.System.On(Server, ScriptedAnswer.Accepts(0.1));
        using Deadline deadline = _bench.Within(3.4);

        Task running = _dial.RunAsync(deadline, deadline.Token);
        _bench.Time.RunTo(0.1);
        await running;

        Starts.Should().Equal(0);
        _dial.Connected!.Attempt.Connected.Should().BeTrue();
    }

    [Fact]
    public async Task An_answer_to_the_second_attempt_leaves_the_first_open_and_makes_no_third()
    {
        // Each is answered after a second, but the second attempt's server is quicker.
        _bench.System.On((_, _) => _bench.System.Connects.Count == 2, ScriptedAnswer.Accepts(0.2));
        using Deadline deadline = _bench.Within(3.4);

        Task running = _dial.RunAsync(deadline, deadline.Token);
        _bench.Time.RunTo(0.9);
        await running;

        Starts.Should().Equal(0, 0.7);
        Errors.Should().Equal(SocketError.InProgress, SocketError.Success);
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.NetworkUnreachable)]
    [InlineData(SocketError.AddressNotAvailable)]
    public async Task An_error_is_an_answer_too(SocketError error)
    {
        _bench.System.On(Server, ScriptedAnswer.Fails(error));
        using Deadline deadline = _bench.Within(3.4);

        await _dial.RunAsync(deadline, deadline.Token);

        Starts.Should().Equal(0);
        Errors.Should().Equal(error);
    }

    [Fact]
    public async Task When_nobody_waits_any_longer_all_attempts_are_left_open()
    {
        using Deadline deadline = _bench.Within(3.4);
        using var abandoned = new CancellationTokenSource();

        Task running = _dial.RunAsync(deadline, abandoned.Token);
        _bench.Time.RunTo(0.8);
        await abandoned.CancelAsync();
        await running;

        Starts.Should().Equal(0, 0.7);
        Errors.Should().Equal(SocketError.InProgress, SocketError.InProgress);
    }

    [Fact]
    public async Task Nobody_waiting_from_the_beginning_makes_one_attempt_and_no_more()
    {
        using Deadline deadline = _bench.Within(3.4);

        await _dial.RunAsync(deadline, new CancellationToken(canceled: true));

        Errors.Should().Equal(SocketError.InProgress);
    }

    [Fact]
    public async Task Without_pauses_there_is_one_attempt()
    {
        using var once = new AddressDial(IPAddress.Parse(Server), _bench.Session, []);
        using Deadline deadline = _bench.Within(1);

        Task running = once.RunAsync(deadline, deadline.Token);
        _bench.Time.RunTo(1);
        await running;

        Starts.Should().Equal(0);
    }
}
