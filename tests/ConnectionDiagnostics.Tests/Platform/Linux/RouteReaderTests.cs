using System.Net;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class RouteReaderTests
{
    [Fact]
    public void A_route_by_a_gateway() => Read(Recorded.RouteByGateway).Should().Be(new SystemRoute
    {
        Kind = RouteKind.Unicast,
        Gateway = IPAddress.Parse("10.77.1.1"),
        InterfaceIndex = 2,
        Source = IPAddress.Parse("10.77.1.2"),
    });

    [Fact]
    public void A_route_by_a_gateway_in_IPv6() => Read(Recorded.RouteByGatewayIPv6).Should().Be(new SystemRoute
    {
        Kind = RouteKind.Unicast,
        Gateway = IPAddress.Parse("fd77:1::1"),
        InterfaceIndex = 2,
        Source = IPAddress.Parse("fd77:1::2"),
    });

    [Fact]
    public void A_gateway_of_the_other_family() =>
        Read(Recorded.RouteByGatewayOfTheOtherFamily)!.Gateway.Should().Be(IPAddress.Parse("fd77:1::1"));

    [Fact]
    public void Loopback_is_local()
    {
        Read(Recorded.RouteToLoopback).Should().Be(new SystemRoute { Kind = RouteKind.Local, InterfaceIndex = 1, Source = IPAddress.Loopback });
        Read(Recorded.RouteToLoopbackIPv6).Should().Be(new SystemRoute { Kind = RouteKind.Local, InterfaceIndex = 1, Source = IPAddress.IPv6Loopback });
    }

    [Fact]
    public void Broadcast_and_multicast_are_told_apart()
    {
        Read(Recorded.RouteToBroadcast)!.Kind.Should().Be(RouteKind.Broadcast);
        Read(Recorded.RouteToMulticastIPv6)!.Kind.Should().Be(RouteKind.Multicast);
    }

    [Fact]
    public void A_link_local_source_says_on_which_link() =>
        Read(Recorded.RouteToMulticastIPv6)!.Source.Should().Be(IPAddress.Parse("fe80::c06d:18ff:fef4:46d0%2"));

    [Theory]
    [InlineData(4, RouteKind.Local)]
    [InlineData(6, RouteKind.Blackhole)]
    [InlineData(7, RouteKind.Unreachable)]
    [InlineData(8, RouteKind.Prohibited)]
    [InlineData(9, RouteKind.Unknown)]
    public void Kinds_that_old_kernels_tell_by_a_route(byte type, RouteKind kind) => Read(OfType(type, error: 0))!.Kind.Should().Be(kind);

    [Fact]
    public void The_route_that_stands_for_none_is_none() => Read(OfType(7, error: -101))!.Kind.Should().Be(RouteKind.None);

    [Theory]
    [InlineData(nameof(Recorded.RouteMissing), 101)]
    [InlineData(nameof(Recorded.RouteUnreachable), 113)]
    [InlineData(nameof(Recorded.RouteProhibited), 13)]
    [InlineData(nameof(Recorded.RouteBlackhole), 22)]
    public void Refusals_are_errors(string recorded, int error)
    {
        byte[] datagram = (byte[])typeof(Recorded).GetProperty(recorded)!.GetValue(null)!;

        NetlinkDatagram.Read(datagram, new RouteReader()).Should().Be(new NetlinkOutcome(NetlinkEnd.Refused, error));
    }

    [Fact]
    public void A_question_for_an_address_that_is_mapped_into_IPv6_is_one_for_IPv4() =>
        Routes.Question(IPAddress.Parse("::ffff:10.77.2.2")).Finish().ToArray().Should().Equal(Routes.Question(IPAddress.Parse("10.77.2.2")).Finish().ToArray());

    [Fact]
    public void A_question_names_the_interface_of_a_link_local_address() =>
        Routes.Question(IPAddress.Parse("fe80::1%7")).Finish().ToArray().Should().EndWith(new byte[] { 8, 0, 4, 0, 7, 0, 0, 0 });

    private static byte[] OfType(byte type, int error)
    {
        byte[] datagram = [.. Recorded.RouteToLoopbackIPv6];
        datagram[16 + 7] = type;
        int cacheInfo = datagram.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x24, 0, 12, 0]);
        BitConverter.TryWriteBytes(datagram.AsSpan(cacheInfo + 4 + 12), error);
        return datagram;
    }

    private static SystemRoute? Read(byte[] datagram)
    {
        var reader = new RouteReader();
        NetlinkDatagram.Read(datagram, reader).End.Should().Be(NetlinkEnd.More);
        return reader.Route;
    }
}
