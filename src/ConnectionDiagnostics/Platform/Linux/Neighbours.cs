using System.Net;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>What the kernel knows of a machine on its own link (<c>RTM_GETNEIGH</c>, rtnetlink(7)); where that is denied, from /proc/net/arp.</summary>
internal static class Neighbours
{
    private const ushort GetNeighbour = 30;

    /// <summary><c>struct ndmsg</c>.</summary>
    private const int BodySize = 12;

    private const ushort Destination = 1;
    private const int NoEntry = 2;

    public static Fact<LinkNeighbour> Read(IPAddress address, SystemRoute route)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        using var netlink = Netlink.Open(Netlink.Routing, out int error);
        if (netlink is null)
        {
            return ReadFile(address, route, LinuxErrors.ToReason(error));
        }

        var reader = new NeighbourReader(address, route.InterfaceIndex);
        NetlinkOutcome outcome = netlink.Ask(Question(address, route.InterfaceIndex), reader);
        if (outcome.End == NetlinkEnd.Refused && outcome.Error != NoEntry)
        {
            // Kernels before 5.0 have no question for a single one, and it needs the interface.
            outcome = netlink.Ask(ListQuestion(address), reader);
        }

        if (outcome is not ({ End: NetlinkEnd.Complete } or { End: NetlinkEnd.Refused, Error: NoEntry }))
        {
            return ReadFile(address, route, LinuxErrors.ToReason(outcome.Error));
        }

        return Fact<LinkNeighbour>.Measured(new LinkNeighbour
        {
            Address = address,
            Interface = route.Interface,
            State = reader.State ?? StateWithoutEntry(netlink, route.InterfaceIndex),
            ConfirmedAgo = reader.ConfirmedAgo,
        });
    }

    internal static NetlinkRequest Question(IPAddress address, int interfaceIndex)
    {
        var request = new NetlinkRequest(GetNeighbour, BodySize);
        request.Body[0] = LinuxFamily.Of(address);
        MemoryMarshal.Write(request.Body[4..], in interfaceIndex);
        request.Add(Destination, address.GetAddressBytes());
        return request;
    }

    private static NetlinkRequest ListQuestion(IPAddress address)
    {
        var request = new NetlinkRequest(GetNeighbour, BodySize, dump: true);
        request.Body[0] = LinuxFamily.Of(address);
        return request;
    }

    /// <summary>On a link without addresses the kernel keeps one entry for all, or none.</summary>
    private static LinkNeighbourState StateWithoutEntry(Netlink netlink, int interfaceIndex) =>
        interfaceIndex > 0 && Links.Find(netlink, interfaceIndex) is { NeedsNoNeighbours: true } ? LinkNeighbourState.Fixed : LinkNeighbourState.Absent;

    private static Fact<LinkNeighbour> ReadFile(IPAddress address, SystemRoute route, FactReason reason) =>
        ArpFile.Find(ProcFile.Read("/proc/net/arp"), address, route.Interface) is { } state
            ? Fact<LinkNeighbour>.Measured(new LinkNeighbour { Address = address, Interface = route.Interface, State = state })
            : Fact<LinkNeighbour>.NotMeasured(reason);
}
