using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

public sealed class RedialProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("127.0.0.1:8080");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_server_that_listens_a_moment_later_was_just_starting()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Accepts());

        ConnectionEvidence seen = await RunAsync(Of("127.0.0.1:8080").Refused("127.0.0.1").Listens(At("127.0.0.1:8080")));

        seen.Connect.Value!.ConnectedAddress.Should().Be(IPAddress.Loopback);
        seen.Attempts().Select(attempt => attempt.Error).Should().Equal(SocketError.ConnectionRefused, SocketError.Success);
    }

    [Fact]
    public async Task One_that_listens_and_still_refuses_is_filtered()
    {
        _bench.System.On((_, _) => true, ScriptedAnswer.Refuses());

        ConnectionEvidence seen = await RunAsync(Of("127.0.0.1:8080").Refused("127.0.0.1").Listens(At("127.0.0.1:8080")));

        seen.Connect.Value!.ConnectedAddress.Should().BeNull();
        _bench.System.Connects.Should().ContainSingle();
    }

    [Fact]
    public async Task Where_nobody_listens_for_the_dialled_address_it_is_not_dialled_again()
    {
        await RunAsync(Of("127.0.0.1:8080").Refused("127.0.0.1").Listens(At("127.0.0.2:8080")));
        await RunAsync(Of("127.0.0.1:8080").Refused("127.0.0.1"));
        await RunAsync(Of("127.0.0.1:8080").TimedOut("127.0.0.1").Listens(At("127.0.0.1:8080")));

        _bench.System.Connects.Should().BeEmpty();
    }

    private ValueTask<ConnectionEvidence> RunAsync(Scene scene) => new RedialProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
}
