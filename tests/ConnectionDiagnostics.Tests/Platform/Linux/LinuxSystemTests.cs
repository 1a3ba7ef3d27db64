using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Linux;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

/// <summary>The real kernel, as far as every machine answers alike.</summary>
public class LinuxSystemTests
{
    private readonly IOperatingSystem _system = new LinuxSystem();

    public LinuxSystemTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux' own calls.");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:127.0.0.1")]
    public void The_route_to_loopback_stays_here(string address)
    {
        SystemRoute route = _system.FindRoute(IPAddress.Parse(address)).Value!;

        route.Kind.Should().Be(RouteKind.Local);
        route.Interface.Should().Be("lo");
        route.InterfaceIndex.Should().Be(1);
        route.Gateway.Should().BeNull();
        route.ThroughTunnel.Should().BeFalse();
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("::")]
    public void So_it_does_in_IPv6(string address)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "IPv6.");
        _system.FindRoute(IPAddress.Parse(address)).Value!.Kind.Should().BeOneOf(RouteKind.Local, RouteKind.None);
    }

    [Fact]
    public void Loopback_needs_no_neighbours()
    {
        SystemRoute route = _system.FindRoute(IPAddress.Loopback).Value!;

        LinkNeighbour neighbour = _system.ReadNeighbour(IPAddress.Loopback, route).Value!;

        neighbour.State.Should().Be(LinkNeighbourState.Fixed);
        neighbour.Interface.Should().Be("lo");
        neighbour.ConfirmedAgo.Should().BeNull();
    }

    [Fact]
    public void An_address_that_is_on_no_link_has_no_entry() =>
        _system.ReadNeighbour(IPAddress.Parse("192.0.2.77"), new SystemRoute { Kind = RouteKind.Unicast, InterfaceIndex = int.MaxValue })
            .Value!.State.Should().Be(LinkNeighbourState.Absent);

    [Fact]
    public void Loopback_is_no_tunnel_and_what_is_not_there_cannot_be_told()
    {
        _system.IsTunnel("lo").Should().BeFalse();
        _system.IsTunnel("not-there").Should().BeNull();
        _system.IsTunnel("").Should().BeNull();
        _system.IsTunnel(new string('x', 5000)).Should().BeNull();
    }

    [Fact]
    public void The_ports_for_clients_are_read()
    {
        LocalPortRange range = _system.ReadLocalPortRange().Value!;

        range.First.Should().BeInRange(1, range.Last);
        range.Last.Should().BeLessThan(65536);
        range.Reserved.Should().BeInRange(0, range.Last - range.First + 1);
    }

    [Fact]
    public void Every_address_of_this_machine_is_local()
    {
        IEnumerable<IPAddress> addresses = NetworkInterface.GetAllNetworkInterfaces()
            .Where(link => link.OperationalStatus == OperationalStatus.Up)
            .SelectMany(link => link.GetIPProperties().UnicastAddresses).Select(address => address.Address);

        addresses.Select(address => (address, _system.FindRoute(address).Value?.Kind)).Should().OnlyContain(found => found.Kind == RouteKind.Local);
    }

    [Theory]
    [InlineData("127.0.0.1", AddressFamily.InterNetwork)]
    [InlineData("::ffff:127.0.0.1", AddressFamily.InterNetworkV6)]
    public async Task Own_connections_are_counted_with_their_owner(string address, AddressFamily family)
    {
        using Socket listener = Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using Socket open = await ConnectAsync(family, IPAddress.Parse(address), port);
        using Socket server = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        await RestAsync(listener, port);

        ConnectionCensus census = _system.CountConnections(new IPEndPoint(IPAddress.Loopback, port)).Value!;

        Count(census.ToDestination, ConnectionState.Established).Should().Be(1);
        (Count(census.ToDestination, ConnectionState.TimeWait) + Count(census.ToDestination, ConnectionState.FinWait2)).Should().Be(1);
        Count(census.All, ConnectionState.Established).Should().BeGreaterThanOrEqualTo(2, "the server's end is a connection too");
        census.Owners.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Process = new { Id = Environment.ProcessId }, Connections = 1 });
    }

    [Fact]
    public async Task The_portable_way_counts_the_same()
    {
        using Socket listener = Listen();
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        using Socket open = await ConnectAsync(AddressFamily.InterNetwork, IPAddress.Loopback, endPoint.Port);
        using Socket server = await listener.AcceptAsync(TestContext.Current.CancellationToken);

        PortableCensus.Count(endPoint).Value!.ToDestination.Should().Equal(_system.CountConnections(endPoint).Value!.ToDestination);
    }

    [Fact]
    public async Task What_a_connection_has_carried_is_told()
    {
        using Socket listener = Listen();
        using Socket client = await ConnectAsync(AddressFamily.InterNetwork, IPAddress.Loopback, ((IPEndPoint)listener.LocalEndPoint!).Port);
        using Socket server = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        _system.ReadTransfer(client).Value.Should().BeEquivalentTo(new { BytesAcknowledged = 0L, BytesReceived = 0L, Retransmits = 0 });

        await client.SendAsync(new byte[10], TestContext.Current.CancellationToken);
        await server.ReceiveAsync(new byte[10], TestContext.Current.CancellationToken);
        await server.SendAsync(new byte[7], TestContext.Current.CancellationToken);
        await client.ReceiveAsync(new byte[7], TestContext.Current.CancellationToken);
        server.Shutdown(SocketShutdown.Send);
        await client.ReceiveAsync(new byte[7], TestContext.Current.CancellationToken);

        // The server's bytes carried the acknowledgement of the client's.
        TransferEvidence transfer = _system.ReadTransfer(client).Value!;
        transfer.Should().BeEquivalentTo(new { BytesAcknowledged = 10L, BytesReceived = 7L, UnacknowledgedSegments = 0, OutOfOrderSegments = 0 });
        transfer.SegmentSize.Should().BePositive();
        transfer.PathMtu.Should().BePositive();
    }

    [Fact]
    public void A_socket_that_cannot_be_asked_is_not_measured()
    {
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Dispose();

        _system.ReadTransfer(datagrams).State.Should().Be(FactState.NotMeasured);
        _system.ReadTransfer(closed).State.Should().Be(FactState.NotMeasured);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_ping_is_answered_or_nobody_says_so(string address)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(5));

        Fact<PingEvidence> ping = await _system.PingAsync(IPAddress.Parse(address), TimeProvider.System, limit.Token);

        // Most systems deny it to some, and some machines' loopback does not answer.
        if (ping.IsMeasured)
        {
            ping.Value.RoundTripTime.HasValue.Should().Be(ping.Value.Answered);
        }
        else
        {
            ping.Reason.Should().BeOneOf(FactReason.Denied, FactReason.NotSupported);
        }
    }

    [Fact]
    public async Task A_ping_that_nobody_waits_for_is_none()
    {
        Fact<PingEvidence> ping = await _system.PingAsync(IPAddress.Loopback, TimeProvider.System, new CancellationToken(canceled: true));

        (ping.Value?.Answered).Should().NotBe(true);
    }

    [Fact]
    public void The_rest_never_throws()
    {
        _system.IsIPv6Disabled();
        _system.InSubsystemForLinux();
        _system.InContainer();
    }

    private static int Count(IReadOnlyList<ConnectionCount> counts, ConnectionState state) => counts.SingleOrDefault(count => count.State == state)?.Count ?? 0;

    private static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private static async Task<Socket> ConnectAsync(AddressFamily family, IPAddress address, int port)
    {
        var client = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            client.DualMode = true;
        }

        await client.ConnectAsync(new IPEndPoint(address, port), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>A connection that the client closes first rests with the client, once the server's end has told it so.</summary>
    private static async Task RestAsync(Socket listener, int port)
    {
        Socket client = await ConnectAsync(AddressFamily.InterNetwork, IPAddress.Loopback, port);
        using Socket server = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        client.Dispose();
        await server.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken);
    }
}
