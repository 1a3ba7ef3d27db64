using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Windows;
using static ConnectionDiagnostics.Tests.Platform.Windows.WindowsBytes;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

public class NeighbourEntryTests
{
    private static readonly IPAddress Gateway = IPAddress.Parse("10.0.0.1");
    private static readonly SystemRoute Route = new() { Kind = RouteKind.Unicast, Interface = "Ethernet", InterfaceIndex = 12 };

    [Fact]
    public void The_row_has_the_documented_size_and_offsets()
    {
        Marshal.SizeOf<NetRow>().Should().Be(NeighbourEntry.RowSize).And.Be(88);
        Marshal.OffsetOf<NetRow>(nameof(NetRow.InterfaceIndex)).Should().Be((nint)28);
        Marshal.OffsetOf<NetRow>(nameof(NetRow.State)).Should().Be((nint)76);
    }

    [Fact]
    public void The_question_names_address_and_interface()
    {
        byte[] row = new byte[88];
        row.AsSpan().Fill(0xFF);

        NeighbourEntry.WriteQuestion(row, Gateway, 12);

        row.Should().Equal([.. Address("10.0.0.1"), .. Number(12), .. new byte[56]]);
    }

    /// <summary>NL_NEIGHBOR_STATE (nldef.h).</summary>
    [Theory]
    [InlineData(0, LinkNeighbourState.Failed)]
    [InlineData(1, LinkNeighbourState.Incomplete)]
    [InlineData(2, LinkNeighbourState.Probe)]
    [InlineData(3, LinkNeighbourState.Delay)]
    [InlineData(4, LinkNeighbourState.Stale)]
    [InlineData(5, LinkNeighbourState.Reachable)]
    [InlineData(6, LinkNeighbourState.Fixed)]
    public void The_state_is_told(uint state, LinkNeighbourState expected) => NeighbourEntry.ToNeighbour(0, Row(state), Gateway, Route).Value.Should().BeEquivalentTo(
        new LinkNeighbour { Address = Gateway, Interface = "Ethernet", State = expected });

    [Fact]
    public void An_address_without_an_entry_is_absent() =>
        NeighbourEntry.ToNeighbour(1168, new byte[88], Gateway, Route).Value!.State.Should().Be(LinkNeighbourState.Absent);

    [Theory]
    [InlineData(2, FactReason.Failed)]
    [InlineData(5, FactReason.Denied)]
    [InlineData(50, FactReason.NotSupported)]
    public void Any_other_error_is_no_fact(uint error, FactReason reason) =>
        NeighbourEntry.ToNeighbour(error, Row(5), Gateway, Route).Should().Be(Fact<LinkNeighbour>.NotMeasured(reason));

    [Fact]
    public void A_state_without_a_name_is_no_fact() => NeighbourEntry.ToNeighbour(0, Row(7), Gateway, Route).IsMeasured.Should().BeFalse();

    [Fact]
    public void A_row_that_is_cut_anywhere_tells_nothing()
    {
        byte[] row = Row(5);
        for (int length = 0; length < row.Length; length++)
        {
            NeighbourEntry.ToNeighbour(0, row.AsSpan(0, length), Gateway, Route).IsMeasured.Should().BeFalse();
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes => NeighbourEntry.ToNeighbour(0, bytes, Gateway, Route), Row(5));

    private static byte[] Row(uint state)
    {
        byte[] row = new byte[88];
        Address("10.0.0.1").CopyTo(row, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(row.AsSpan(76), state);
        return row;
    }

    /// <summary>MIB_IPNET_ROW2 (netioapi.h); IF_MAX_PHYS_ADDRESS_LENGTH is 32.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct NetRow
    {
        public uint Family, Flow, Address1, Address2, Address3, Address4, Scope;
        public uint InterfaceIndex;
        public ulong InterfaceLuid;
        public ulong Physical1, Physical2, Physical3, Physical4;
        public uint PhysicalLength;
        public uint State;
        public byte Flags;
        public uint ReachabilityTime;
    }
}
