using System.Buffers.Binary;
using System.Net;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>What the system knows of a machine on its own link (<c>GetIpNetEntry2</c>, which asks nobody, other than <c>ResolveIpNetEntry2</c>).</summary>
internal static class NeighbourEntry
{
    /// <summary>
    /// <c>MIB_IPNET_ROW2</c> (netioapi.h): address 28, index 4, LUID 8, physical address 32 and its length 4, state 4, flags 1 + padding 3, time 4.
    /// </summary>
    /// <remarks>
    /// The time is documented as how long a node "assumes a neighbor is reachable after having received a reachability confirmation": not clearly
    /// the time since then. It is not read.
    /// </remarks>
    public const int RowSize = 88;

    private const int InterfaceIndex = 28;
    private const int State = 76;

    public static unsafe Fact<LinkNeighbour> Read(IPAddress address, SystemRoute route) => route.InterfaceIndex == 0
        ? Fact<LinkNeighbour>.NotMeasured(FactReason.NotSupported)
        : NativeCall.Ask(() =>
        {
            byte* row = stackalloc byte[RowSize];
            var bytes = new Span<byte>(row, RowSize);
            WriteQuestion(bytes, address, route.InterfaceIndex);
            uint error = IpHlpApi.GetIpNetEntry2(row);
            return ToNeighbour(error, bytes, address, route);
        });

    internal static void WriteQuestion(Span<byte> row, IPAddress address, int interfaceIndex)
    {
        row.Clear();
        SocketAddressInet.Write(row, address);
        BinaryPrimitives.WriteInt32LittleEndian(row[InterfaceIndex..], interfaceIndex);
    }

    internal static Fact<LinkNeighbour> ToNeighbour(uint error, ReadOnlySpan<byte> row, IPAddress address, SystemRoute route) =>
        (error, row.Length >= RowSize) switch
        {
            // "Element not found": the interface is there, the address is not among its neighbours.
            (IpHlpApi.NotFound, _) => Known(address, route, LinkNeighbourState.Absent),
            (IpHlpApi.NoError, true) when ToState(BinaryPrimitives.ReadUInt32LittleEndian(row[State..])) is { } state => Known(address, route, state),
            (IpHlpApi.NoError, _) => Fact<LinkNeighbour>.NotMeasured(FactReason.Failed),
            _ => Fact<LinkNeighbour>.NotMeasured(IpHlpApi.ToReason(error)),
        };

    private static Fact<LinkNeighbour> Known(IPAddress address, SystemRoute route, LinkNeighbourState state) =>
        Fact<LinkNeighbour>.Measured(new LinkNeighbour { Address = address, Interface = route.Interface, State = state });

    /// <summary>NL_NEIGHBOR_STATE (nldef.h).</summary>
    private static LinkNeighbourState? ToState(uint state) => state switch
    {
        0 => LinkNeighbourState.Failed,
        1 => LinkNeighbourState.Incomplete,
        2 => LinkNeighbourState.Probe,
        3 => LinkNeighbourState.Delay,
        4 => LinkNeighbourState.Stale,
        5 => LinkNeighbourState.Reachable,
        6 => LinkNeighbourState.Fixed,
        _ => null,
    };
}
