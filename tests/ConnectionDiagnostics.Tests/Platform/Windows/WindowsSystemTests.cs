using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Windows;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

/// <summary>Where Windows' libraries are missing, as they are wherever this does not run on Windows, what they tell is not measured, and nothing throws.</summary>
public class WindowsSystemTests
{
    private static readonly IOperatingSystem Windows = new WindowsSystem();

    [Fact]
    public void Without_its_libraries_nothing_is_measured_and_nothing_throws()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        SystemRoute route = new() { Kind = RouteKind.Unicast, InterfaceIndex = 1 };
        Windows.FindRoute(IPAddress.Loopback).Should().Be(Fact<SystemRoute>.NotMeasured(FactReason.NotSupported));
        Windows.FindRoute(IPAddress.IPv6Loopback).Should().Be(Fact<SystemRoute>.NotMeasured(FactReason.NotSupported));
        Windows.ReadNeighbour(IPAddress.Loopback, route).Should().Be(Fact<LinkNeighbour>.NotMeasured(FactReason.NotSupported));
        Windows.ReadNeighbour(IPAddress.Loopback, route with { InterfaceIndex = 0 }).Should().Be(Fact<LinkNeighbour>.NotMeasured(FactReason.NotSupported));
        TcpTables.ReadListeners().Should().Be(Fact<List<TcpTableRow>>.NotMeasured(FactReason.NotSupported));
        TcpTables.ReadAll().Should().Be(Fact<List<TcpTableRow>>.NotMeasured(FactReason.NotSupported));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Windows.ReadTransfer(socket).Should().Be(Fact<TransferEvidence>.NotMeasured(FactReason.NotSupported));
    }

    [Fact]
    public async Task Without_its_libraries_there_is_no_ping()
    {
        if (!OperatingSystem.IsWindows())
        {
            (await Windows.PingAsync(IPAddress.Loopback, TimeProvider.System, TestContext.Current.CancellationToken)).Should().Be(Fact<PingEvidence>.NotMeasured(FactReason.NotSupported));
        }
    }

    [Fact]
    public void The_range_of_ports_is_not_told() => Windows.ReadLocalPortRange().Should().Be(Fact<LocalPortRange>.NotMeasured(FactReason.NotSupported));

    [Fact]
    public void What_NET_tells_is_told_all_the_same()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var endPoint = (IPEndPoint)server.LocalEndpoint;

        Windows.Kind.Should().Be(OperatingSystemKind.Windows);
        Windows.ReadListeners().Value!.Listeners.Should().Contain(listener => listener.Port == endPoint.Port);
        Windows.CountConnections(endPoint).IsMeasured.Should().BeTrue();
        Windows.IsTunnel("there is no such interface").Should().BeNull();
    }

    [Fact]
    public async Task A_connect_is_made_and_tells_what_it_can()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();

        TcpConnect result = await Windows.ConnectAsync((IPEndPoint)server.LocalEndpoint, null, null, TimeProvider.System, TestContext.Current.CancellationToken);

        result.Error.Should().Be(SocketError.Success);
        using Socket socket = result.Socket!;
        socket.Connected.Should().BeTrue();
        result.LocalEndPoint.Should().Be(socket.LocalEndPoint);
        if (!OperatingSystem.IsWindows())
        {
            result.IcmpErrors.Should().BeNull();
            result.SynsSent.Should().BeNull();
        }
    }

    [Fact]
    public void A_closed_socket_tells_nothing()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Dispose();

        Windows.ReadTransfer(socket).IsMeasured.Should().BeFalse();
        IcmpErrorInfo.Enable(socket).Should().BeFalse();
        IcmpErrorInfo.Ask(socket).Should().BeNull();
    }
}
