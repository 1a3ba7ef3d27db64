using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Tests;

public sealed class UnreachableFaultTests
{
    [Fact]
    public async Task Refuses_refuses_every_connect()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);

        (await RawClient.TryConnectAsync(server.EndPoint)).Should().Be(SocketError.ConnectionRefused);
        (await RawClient.TryConnectAsync(server.EndPoint)).Should().Be(SocketError.ConnectionRefused);
        server.AcceptedConnections.Should().Be(0);
    }

    [Fact]
    public async Task ListensElsewhere_refuses_on_its_end_point_and_serves_the_same_port_of_another_address()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ListensElsewhere, TestContext.Current.CancellationToken);
        IPAddress elsewhere = OperatingSystem.IsLinux() ? IPAddress.Parse("127.0.0.2") : IPAddress.IPv6Loopback;

        (await RawClient.TryConnectAsync(server.EndPoint)).Should().Be(SocketError.ConnectionRefused);
        (await Web.StatusAsync($"http://{new IPEndPoint(elsewhere, server.Port)}/")).Should().Be(HttpStatusCode.OK);
        server.AcceptedConnections.Should().Be(1);
    }

    [Fact]
    public async Task ListensNextDoor_refuses_on_its_end_point_and_serves_a_port_that_differs_in_the_last_digit()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ListensNextDoor, TestContext.Current.CancellationToken);
        int nextDoor = server.Port % 10 == 9 ? server.Port - 1 : server.Port + 1;

        (await RawClient.TryConnectAsync(server.EndPoint)).Should().Be(SocketError.ConnectionRefused);
        (await Web.EchoAsync($"ws://127.0.0.1:{nextDoor}/", "hello")).Should().Be("hello");
        server.AcceptedConnections.Should().Be(1);
    }

    [Fact]
    public async Task QueueFull_leaves_every_connect_without_an_answer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux drops connects to a full queue.");
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.QueueFull, TestContext.Current.CancellationToken);

        using Socket first = BeginConnect(server.EndPoint);
        using Socket second = BeginConnect(server.EndPoint);

        // An answer, good or bad, would make the socket writable; over loopback it would be there by now.
        first.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite).Should().BeFalse();
        second.Poll(TimeSpan.Zero, SelectMode.SelectWrite).Should().BeFalse();
        server.AcceptedConnections.Should().Be(0);
    }

    private static Socket BeginConnect(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        Action connect = () => socket.Connect(endPoint);
        connect.Should().Throw<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.WouldBlock);
        return socket;
    }
}
