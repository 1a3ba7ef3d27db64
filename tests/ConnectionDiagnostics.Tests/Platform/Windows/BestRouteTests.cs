using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Windows;
using static ConnectionDiagnostics.Tests.Platform.Windows.WindowsBytes;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

public class BestRouteTests
{
    [Fact]
    public void The_row_has_the_documented_size_and_offsets()
    {
        Marshal.SizeOf<ForwardRow>().Should().Be(BestRoute.RowSize).And.Be(104);
        Marshal.OffsetOf<ForwardRow>(nameof(ForwardRow.InterfaceIndex)).Should().Be((nint)8);
        Marshal.OffsetOf<ForwardRow>(nameof(ForwardRow.NextHop)).Should().Be((nint)44);
    }

    [Theory]
    [InlineData("192.0.2.1", "10.0.0.1", "10.0.0.7")]
    [InlineData("2001:db8::1", "fe80::1%12", "2001:db8:1::7")]
    public void A_route_through_a_gateway_is_told(string address, string gateway, string source)
    {
        SystemRoute route = Read(address, gateway, source);

        route.Kind.Should().Be(RouteKind.Unicast);
        route.Gateway.Should().Be(IPAddress.Parse(gateway));
        route.InterfaceIndex.Should().Be(12);
        route.Source.Should().Be(IPAddress.Parse(source));
    }

    [Theory]
    [InlineData("10.0.0.9", "0.0.0.0", "10.0.0.7", RouteKind.Unicast)]
    [InlineData("2001:db8:1::9", "::", "2001:db8:1::7", RouteKind.Unicast)]
    [InlineData("10.0.0.7", "0.0.0.0", "10.0.0.7", RouteKind.Local)]
    [InlineData("127.0.0.5", "0.0.0.0", "127.0.0.1", RouteKind.Local)]
    [InlineData("::1", "::", "::1", RouteKind.Local)]
    [InlineData("224.0.0.251", "0.0.0.0", "10.0.0.7", RouteKind.Multicast)]
    [InlineData("ff02::fb", "::", "fe80::7%12", RouteKind.Multicast)]
    [InlineData("255.255.255.255", "0.0.0.0", "10.0.0.7", RouteKind.Broadcast)]
    public void An_address_on_the_link_has_no_gateway(string address, string nextHop, string source, RouteKind kind)
    {
        SystemRoute route = Read(address, nextHop, source);

        route.Gateway.Should().BeNull();
        route.Kind.Should().Be(kind);
    }

    [Theory]
    [InlineData(1231)]
    [InlineData(1232)]
    public void No_route_is_a_fact(uint error) =>
        BestRoute.ToRoute(error, new byte[104], new byte[28], IPAddress.Parse("192.0.2.1")).Value!.Kind.Should().Be(RouteKind.None);

    [Theory]
    [InlineData(5, FactReason.Denied)]
    [InlineData(50, FactReason.NotSupported)]
    [InlineData(87, FactReason.Failed)]
    [InlineData(1168, FactReason.Failed)]
    public void Any_other_error_is_no_fact(uint error, FactReason reason) =>
        BestRoute.ToRoute(error, new byte[104], new byte[28], IPAddress.Parse("192.0.2.1")).Should().Be(Fact<SystemRoute>.NotMeasured(reason));

    [Fact]
    public void A_row_that_is_cut_anywhere_tells_nothing()
    {
        byte[] row = Row("10.0.0.1");
        for (int length = 0; length < row.Length; length++)
        {
            BestRoute.ToRoute(0, row.AsSpan(0, length), Address("10.0.0.7"), IPAddress.Parse("192.0.2.1")).IsMeasured.Should().BeFalse();
        }
    }

    [Fact]
    public void A_source_that_is_cut_is_left_out() =>
        BestRoute.ToRoute(0, Row("10.0.0.1"), Address("10.0.0.7").AsSpan(0, 27), IPAddress.Parse("192.0.2.1")).Value!.Source.Should().BeNull();

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes => BestRoute.ToRoute(0, bytes, bytes, IPAddress.Parse("192.0.2.1")), Row("10.0.0.1"), Row("fe80::1%12"));

    private static SystemRoute Read(string address, string nextHop, string source) =>
        BestRoute.ToRoute(0, Row(nextHop), Address(source), IPAddress.Parse(address)).Value!;

    private static byte[] Row(string nextHop)
    {
        byte[] row = new byte[104];
        BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(8), 12);
        Address("0.0.0.0").CopyTo(row, 12);
        Address(nextHop).CopyTo(row, 44);
        return row;
    }

    /// <summary>MIB_IPFORWARD_ROW2 (netioapi.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ForwardRow
    {
        public ulong InterfaceLuid;
        public uint InterfaceIndex;
        public Prefix Destination;
        public SocketAddress NextHop;
        public byte SitePrefixLength;
        public uint ValidLifetime, PreferredLifetime, Metric, Protocol;
        public byte Loopback, AutoconfigureAddress, Publish, Immortal;
        public uint Age, Origin;
    }

    /// <summary>IP_ADDRESS_PREFIX (netioapi.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Prefix
    {
        public SocketAddress Address;
        public byte Length;
    }

    /// <summary>SOCKADDR_INET as its larger half, sockaddr_in6 (ws2ipdef.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SocketAddress
    {
        public ushort Family, Port;
        public uint Flow, Address1, Address2, Address3, Address4, Scope;
    }
}
