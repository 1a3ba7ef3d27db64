using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.MacOS;

namespace ConnectionDiagnostics.Tests.Platform.MacOS;

/// <summary>Where macOS' library is missing, as it is wherever this does not run on macOS, what it tells is not measured, and nothing throws.</summary>
public class MacSystemTests
{
    private static readonly IOperatingSystem Mac = new MacSystem();

    [Fact]
    public void Without_its_library_nothing_is_measured_and_nothing_throws()
    {
        if (OperatingSystem.IsMacOS())
        {
            return;
        }

        Mac.FindRoute(IPAddress.Loopback).Should().Be(Fact<SystemRoute>.NotMeasured(FactReason.NotSupported));
        Mac.FindRoute(IPAddress.IPv6Loopback).Should().Be(Fact<SystemRoute>.NotMeasured(FactReason.NotSupported));
        Mac.ReadNeighbour(IPAddress.Loopback, new SystemRoute { Kind = RouteKind.Unicast }).Should().Be(Fact<LinkNeighbour>.NotMeasured(FactReason.NotSupported));
        Mac.ReadLocalPortRange().Should().Be(Fact<LocalPortRange>.NotMeasured(FactReason.NotSupported));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Mac.ReadTransfer(socket).Should().Be(Fact<TransferEvidence>.NotMeasured(FactReason.NotSupported));
    }

    [Fact]
    public async Task Without_its_library_there_is_no_ping()
    {
        if (!OperatingSystem.IsMacOS())
        {
            (await Mac.PingAsync(IPAddress.Loopback, TimeProvider.System, TestContext.Current.CancellationToken)).Should().Be(Fact<PingEvidence>.NotMeasured(FactReason.NotSupported));
        }
    }

    [Theory]
    [InlineData(49152, 65535, 49152, 65535)]
    [InlineData(65535, 49152, 49152, 65535)]
    public void The_range_of_ports_is_told_in_either_order(int first, int last, int lowest, int highest) =>
        MacPortRange.ToRange(first, last).Value.Should().Be(new LocalPortRange(lowest, highest, 0));

    [Theory]
    [InlineData(0, 65535)]
    [InlineData(49152, 65536)]
    [InlineData(-1, -1)]
    public void A_range_that_cannot_be_is_no_fact(int first, int last) => MacPortRange.ToRange(first, last).IsMeasured.Should().BeFalse();

    [Fact]
    public void What_NET_tells_is_told_all_the_same()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var endPoint = (IPEndPoint)server.LocalEndpoint;

        Mac.Kind.Should().Be(OperatingSystemKind.MacOS);
        Mac.ReadListeners().Value!.Listeners.Should().Contain(listener => listener.Port == endPoint.Port);
        Mac.CountConnections(endPoint).IsMeasured.Should().BeTrue();
    }

    [Fact]
    public async Task A_connect_is_made_and_tells_what_it_can()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();

        TcpConnect result = await Mac.ConnectAsync((IPEndPoint)server.LocalEndpoint, null, null, TimeProvider.System, TestContext.Current.CancellationToken);

        result.Error.Should().Be(SocketError.Success);
        using Socket socket = result.Socket!;
        socket.Connected.Should().BeTrue();
        result.IcmpErrors.Should().BeNull();
    }
}
