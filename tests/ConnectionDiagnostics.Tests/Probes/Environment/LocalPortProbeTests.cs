using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Environment;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Probes.Environment;

public sealed class LocalPortProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("192.0.2.1:80");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(SocketError.AddressNotAvailable)]
    [InlineData(SocketError.AddressAlreadyInUse)]
    public async Task Without_a_port_to_connect_from_ports_and_connections_are_counted(SocketError error)
    {
        _bench.System.Range = Fact<LocalPortRange>.Measured(new LocalPortRange(32768, 60999, 32));
        _bench.System.Census = Fact<ConnectionCensus>.Measured(new ConnectionCensus
        {
            ToDestination = [new ConnectionCount { State = ConnectionState.TimeWait, Count = 28200 }],
            All = [],
        });

        LocalPortEvidence ports = (await RunAsync(Of("192.0.2.1:80").Dialled("192.0.2.1", error))).LocalPorts.Value!;

        ports.UsablePorts.Should().Be(28200);
        ports.AreUsedUp().Should().BeTrue();
        _bench.System.Counted.Should().Be(IPEndPoint.Parse("192.0.2.1:80"));
    }

    [Fact]
    public async Task What_the_system_does_not_tell_is_not_known()
    {
        LocalPortEvidence ports = (await RunAsync(Of("192.0.2.1:80").Dialled("192.0.2.1", SocketError.AddressNotAvailable))).LocalPorts.Value!;

        ports.UsablePorts.Should().BeNull();
        ports.Connections.Should().BeNull();
        ports.AreUsedUp().Should().BeFalse();
    }

    [Fact]
    public async Task The_address_without_a_port_is_the_one_that_is_counted()
    {
        await RunAsync(Of("server:80").ResolvesTo("192.0.2.1", "192.0.2.2").TimedOut("192.0.2.1").Dialled("192.0.2.2", SocketError.AddressNotAvailable));

        _bench.System.Counted.Should().Be(IPEndPoint.Parse("192.0.2.2:80"));
    }

    [Theory]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.NetworkUnreachable)]
    [InlineData(SocketError.TooManyOpenSockets)]
    public async Task Another_failure_needs_no_counting(SocketError error)
    {
        (await RunAsync(Of("192.0.2.1:80").Dialled("192.0.2.1", error))).LocalPorts.State.Should().Be(FactState.Skipped);

        _bench.System.Counted.Should().BeNull();
    }

    private ValueTask<ConnectionEvidence> RunAsync(Scene scene) => new LocalPortProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
}
