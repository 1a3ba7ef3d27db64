using System.Net;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class NeighbourReaderTests
{
    [Theory]
    [InlineData(nameof(Recorded.NeighbourReachable), "10.77.1.1", LinkNeighbourState.Reachable, 36.35)]
    [InlineData(nameof(Recorded.NeighbourReachableIPv6), "fd77:1::1", LinkNeighbourState.Reachable, 36.35)]
    [InlineData(nameof(Recorded.NeighbourIncomplete), "10.77.1.77", LinkNeighbourState.Incomplete, null)]
    [InlineData(nameof(Recorded.NeighbourFailedIPv6), "fd77:1::77", LinkNeighbourState.Failed, null)]
    [InlineData(nameof(Recorded.NeighbourPermanent), "10.77.1.50", LinkNeighbourState.Fixed, null)]
    [InlineData(nameof(Recorded.NeighbourNoArp), "10.77.1.51", LinkNeighbourState.Fixed, null)]
    [InlineData(nameof(Recorded.NeighbourAbsent), "10.77.1.222", null, null)]
    [InlineData(nameof(Recorded.NeighbourList), "10.77.1.1", LinkNeighbourState.Reachable, 36.35)]
    [InlineData(nameof(Recorded.NeighbourList), "10.77.1.50", LinkNeighbourState.Fixed, null)]
    [InlineData(nameof(Recorded.NeighbourList), "10.77.1.222", null, null)]
    public void The_state_is_read_and_when_it_answered_where_that_is_true(string recorded, string address, LinkNeighbourState? state, double? seconds)
    {
        NeighbourReader reader = Read(recorded, address, interfaceIndex: 2);

        reader.State.Should().Be(state);
        reader.ConfirmedAgo.Should().Be(seconds is { } value ? TimeSpan.FromSeconds(value) : null);
    }

    [Theory]
    [InlineData(0x04, LinkNeighbourState.Stale)]
    [InlineData(0x08, LinkNeighbourState.Delay)]
    [InlineData(0x10, LinkNeighbourState.Probe)]
    [InlineData(0x00, LinkNeighbourState.Absent)]
    public void States_in_between(byte state, LinkNeighbourState expected)
    {
        byte[] datagram = [.. Recorded.NeighbourReachable];
        datagram[16 + 8] = state;
        var reader = new NeighbourReader(IPAddress.Parse("10.77.1.1"), 2);
        NetlinkDatagram.Read(datagram, reader);

        reader.State.Should().Be(expected);
    }

    [Fact]
    public void The_same_address_on_another_link_is_another_machine()
    {
        Read(nameof(Recorded.NeighbourReachable), "10.77.1.1", interfaceIndex: 3).State.Should().BeNull();
        Read(nameof(Recorded.NeighbourReachable), "10.77.1.1", interfaceIndex: 0).State.Should().Be(LinkNeighbourState.Reachable);
    }

    [Fact]
    public void That_there_is_no_entry_is_an_error() =>
        NetlinkDatagram.Read(Recorded.NeighbourAbsent, new NeighbourReader(IPAddress.Loopback, 2)).Should().Be(new NetlinkOutcome(NetlinkEnd.Refused, 2));

    private static NeighbourReader Read(string recorded, string address, int interfaceIndex)
    {
        var reader = new NeighbourReader(IPAddress.Parse(address), interfaceIndex);
        NetlinkDatagram.Read((byte[])typeof(Recorded).GetProperty(recorded)!.GetValue(null)!, reader);
        return reader;
    }
}
