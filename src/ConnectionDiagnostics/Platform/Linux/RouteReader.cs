using System.Net;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Reads the kernel's answer to the question for a route (<c>RTM_NEWROUTE</c>, rtnetlink(7)).</summary>
internal sealed class RouteReader : INetlinkReader
{
    private const ushort NewRoute = 24;

    /// <summary><c>struct rtmsg</c>.</summary>
    private const int HeaderSize = 12;

    private const int TypeOffset = 7;
    private const int OutInterface = 4;
    private const int Gateway = 5;
    private const int PreferredSource = 7;
    private const int CacheInfo = 12;
    private const int Via = 18;
    private const int NetworkUnreachable = 101;

    /// <summary>The route; <see langword="null"/> until one was read.</summary>
    public SystemRoute? Route { get; private set; }

    public void Read(ushort type, ReadOnlySpan<byte> message)
    {
        if (type != NewRoute || message.Length < HeaderSize)
        {
            return;
        }

        var route = new SystemRoute { Kind = ToKind(message[TypeOffset]) };
        ReadOnlySpan<byte> gateway = [];
        var attributes = new NetlinkAttributes(message[HeaderSize..]);
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case OutInterface:
                    route = route with { InterfaceIndex = attributes.Number ?? 0 };
                    break;
                case Gateway:
                    gateway = attributes.Value;
                    break;
                case Via when attributes.Value.Length > 2:
                    // struct rtvia: a gateway of the other family, as in "via inet6".
                    gateway = attributes.Value[2..];
                    break;
                case PreferredSource:
                    route = route with { Source = LinuxFamily.Read(attributes.Value) };
                    break;
                case CacheInfo when route.Kind == RouteKind.Unreachable && IsAbsence(attributes.Value):
                    route = route with { Kind = RouteKind.None };
                    break;
            }
        }

        Route = route with { Gateway = ReadGateway(gateway, route.InterfaceIndex), Source = WithScope(route.Source, route.InterfaceIndex) };
    }

    /// <summary><c>enum rtn_type</c> (linux/rtnetlink.h). What is sent to an anycast address of this machine stays on it.</summary>
    private static RouteKind ToKind(byte type) => type switch
    {
        1 => RouteKind.Unicast,
        2 or 4 => RouteKind.Local,
        3 => RouteKind.Broadcast,
        5 => RouteKind.Multicast,
        6 => RouteKind.Blackhole,
        7 => RouteKind.Unreachable,
        8 => RouteKind.Prohibited,
        _ => RouteKind.Unknown,
    };

    /// <summary>
    /// Kernels before 4.13 answer for IPv6 with the route that refuses, instead of its error, and where there is none with the
    /// "unreachable default dev lo" that stands for it, whose error (<c>rta_error</c> of <c>struct rta_cacheinfo</c>) tells it apart.
    /// </summary>
    private static bool IsAbsence(ReadOnlySpan<byte> cacheInfo) => cacheInfo.Length >= 16 && MemoryMarshal.Read<int>(cacheInfo[12..]) == -NetworkUnreachable;

    private static IPAddress? ReadGateway(ReadOnlySpan<byte> bytes, int interfaceIndex) =>
        LinuxFamily.Read(bytes, interfaceIndex) is { } gateway && !gateway.Equals(IPAddress.Any) && !gateway.Equals(IPAddress.IPv6Any) ? gateway : null;

    private static IPAddress? WithScope(IPAddress? address, int interfaceIndex) =>
        address is { IsIPv6LinkLocal: true } ? new IPAddress(address.GetAddressBytes(), (uint)interfaceIndex) : address;
}
