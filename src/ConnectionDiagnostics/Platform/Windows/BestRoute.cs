using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>The route that the system would take (<c>GetBestRoute2</c>); sends nothing.</summary>
internal static class BestRoute
{
    /// <summary>
    /// <c>MIB_IPFORWARD_ROW2</c> (netioapi.h): LUID 8, index 4, prefix 28 + 1 + padding 3, next hop 28, site prefix length 1 + padding 3, two lifetimes,
    /// metric and protocol 4 each, four flags 1 each, age and origin 4 each.
    /// </summary>
    public const int RowSize = 104;

    private const int InterfaceIndex = 8;
    private const int NextHop = 44;

    public static unsafe Fact<SystemRoute> Find(IPAddress address) => NativeCall.Ask(() =>
    {
        byte* destination = stackalloc byte[SocketAddressInet.Size];
        byte* row = stackalloc byte[RowSize];
        byte* source = stackalloc byte[SocketAddressInet.Size];
        SocketAddressInet.Write(new Span<byte>(destination, SocketAddressInet.Size), address);
        uint error = IpHlpApi.GetBestRoute2(null, 0, null, destination, 0, row, source);
        return ToRoute(error, new ReadOnlySpan<byte>(row, RowSize), new ReadOnlySpan<byte>(source, SocketAddressInet.Size), address);
    });

    internal static Fact<SystemRoute> ToRoute(uint error, ReadOnlySpan<byte> row, ReadOnlySpan<byte> source, IPAddress address)
    {
        if (error is IpHlpApi.NetworkUnreachable or IpHlpApi.HostUnreachable)
        {
            return Fact<SystemRoute>.Measured(new SystemRoute { Kind = RouteKind.None });
        }

        if (error != IpHlpApi.NoError || row.Length < RowSize || SocketAddressInet.Read(row[NextHop..]) is not { } nextHop)
        {
            return Fact<SystemRoute>.NotMeasured(error == IpHlpApi.NoError ? FactReason.Failed : IpHlpApi.ToReason(error));
        }

        IPAddress? from = SocketAddressInet.Read(source);
        // On the link the next hop is the unspecified address.
        bool onLink = nextHop.Equals(IPAddress.Any) || nextHop.Equals(IPAddress.IPv6Any);
        return Fact<SystemRoute>.Measured(new SystemRoute
        {
            Kind = KindOf(address, from),
            Gateway = onLink ? null : nextHop,
            InterfaceIndex = BinaryPrimitives.ReadInt32LittleEndian(row[InterfaceIndex..]),
            Source = from,
        });
    }

    /// <summary>The same route with its interface by name.</summary>
    public static SystemRoute Name(SystemRoute route, IPAddress address) =>
        Interfaces.FindByIndex(route.InterfaceIndex, address.AddressFamily) is { } device
            ? route with { Interface = device.Name, ThroughTunnel = IsTunnel(device) }
            : route;

    public static bool IsTunnel(NetworkInterface device) => TunnelKinds.IsTunnel(device.NetworkInterfaceType, device.Description);

    /// <summary>Windows has no routes that refuse or discard. The broadcast addresses of subnets are sent as others are, and not told apart here.</summary>
    private static RouteKind KindOf(IPAddress address, IPAddress? source) =>
        IPAddress.IsLoopback(address) || (source is not null && address.GetAddressBytes().AsSpan().SequenceEqual(source.GetAddressBytes())) ? RouteKind.Local
        : address.Equals(IPAddress.Broadcast) ? RouteKind.Broadcast
        : address.IsIPv6Multicast || (address.GetAddressBytes() is { Length: 4 } bytes && bytes[0] is >= 224 and <= 239) ? RouteKind.Multicast
        : RouteKind.Unicast;
}
