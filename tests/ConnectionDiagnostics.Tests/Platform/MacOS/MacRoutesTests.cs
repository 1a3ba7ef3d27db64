using System.Net;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.MacOS;
using static ConnectionDiagnostics.Tests.Platform.MacOS.MacBytes;

namespace ConnectionDiagnostics.Tests.Platform.MacOS;

public class MacRoutesTests
{
    [Fact]
    public void A_route_through_a_gateway_is_told() => Route(Up | Gateway, "192.0.2.1", IP("10.0.0.1"), "en0", "10.0.0.7").Should().BeEquivalentTo(new SystemRoute
    {
        Kind = RouteKind.Unicast,
        Gateway = IPAddress.Parse("10.0.0.1"),
        Interface = "en0",
        InterfaceIndex = 12,
        Source = IPAddress.Parse("10.0.0.7"),
        ThroughTunnel = false,
    });

    [Fact]
    public void An_address_on_the_link_has_no_gateway()
    {
        SystemRoute route = Route(Up, "10.0.0.9", Link(12, "", 0), "en0", "10.0.0.7");

        route.Gateway.Should().BeNull();
        route.Kind.Should().Be(RouteKind.Unicast);
    }

    [Fact]
    public void A_route_into_a_VPN_is_a_tunnel() => Route(Up, "192.0.2.1", Link(15, "", 0), "utun4", "10.8.0.2").ThroughTunnel.Should().BeTrue();

    [Theory]
    [InlineData(Up | Reject, RouteKind.Unreachable)]
    [InlineData(Up | Gateway | Blackhole, RouteKind.Blackhole)]
    [InlineData(Up | Host | Local, RouteKind.Local)]
    [InlineData(Up | Host | Broadcast, RouteKind.Broadcast)]
    [InlineData(Up | Multicast, RouteKind.Multicast)]
    [InlineData(Up | Host | LinkInformation | Reject, RouteKind.Unicast)]
    public void The_flags_tell_the_kind(int flags, RouteKind kind) => Route(flags, "192.0.2.1", Link(12, "", 0), "en0", "10.0.0.7").Kind.Should().Be(kind);

    [Theory]
    [InlineData("127.0.0.1", RouteKind.Local)]
    [InlineData("10.0.0.7", RouteKind.Local)]
    [InlineData("224.0.0.251", RouteKind.Multicast)]
    [InlineData("255.255.255.255", RouteKind.Broadcast)]
    public void So_does_the_address(string address, RouteKind kind) => Route(Up, address, Link(12, "", 0), "en0", "10.0.0.7").Kind.Should().Be(kind);

    [Fact]
    public void The_source_of_IPv6_is_not_told() => Route(Up | Gateway, "2001:db8::1", IP("fe80::1%12"), "en0", "2001:db8:1::7").Source.Should().BeNull();

    [Theory]
    [InlineData(3)]
    [InlineData(51)]
    [InlineData(65)]
    public void No_route_is_a_fact(int errno)
    {
        MacRoutes.ToFailure(errno).Value!.Kind.Should().Be(RouteKind.None);
        MacRoutes.ToRoute(Read(Message(Up, 0, 0, [], error: errno)), IPAddress.Loopback).Value!.Kind.Should().Be(RouteKind.None);
    }

    [Theory]
    [InlineData(1, FactReason.Denied)]
    [InlineData(13, FactReason.Denied)]
    [InlineData(47, FactReason.NotSupported)]
    [InlineData(55, FactReason.Failed)]
    public void Any_other_error_is_no_fact(int errno, FactReason reason) => MacRoutes.ToFailure(errno).Should().Be(Fact<SystemRoute>.NotMeasured(reason));

    [Theory]
    [InlineData("utun0", true)]
    [InlineData("utun12", true)]
    [InlineData("ipsec0", true)]
    [InlineData("ppp0", true)]
    [InlineData("en0", false)]
    [InlineData("lo0", false)]
    [InlineData("bridge100", false)]
    [InlineData("awdl0", false)]
    [InlineData("", false)]
    public void Tunnels_are_known_by_their_names(string name, bool isTunnel) => MacRoutes.IsTunnel(name).Should().Be(isTunnel);

    private static SystemRoute Route(int flags, string address, byte[] gateway, string name, string source) => MacRoutes.ToRoute(
        Read(Message(flags, 12, 0, [(1, IP(address)), (2, gateway), (0x10, Link(12, name, 6)), (0x20, IP(source))])), IPAddress.Parse(address)).Value!;

    private static RoutingMessage Read(byte[] message)
    {
        ReadOnlySpan<byte> bytes = message;
        return RoutingMessage.Read(ref bytes)!;
    }
}
