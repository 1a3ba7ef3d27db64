using System.Net;
using System.Net.NetworkInformation;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Linux;

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
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "IPv6.");
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
}
