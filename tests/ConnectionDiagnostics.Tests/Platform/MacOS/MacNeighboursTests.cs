using System.Net;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.MacOS;
using static ConnectionDiagnostics.Tests.Platform.MacOS.MacBytes;

namespace ConnectionDiagnostics.Tests.Platform.MacOS;

public class MacNeighboursTests
{
    private static readonly SystemRoute Route = new() { Kind = RouteKind.Unicast, Interface = "en0", InterfaceIndex = 12 };

    private static readonly byte[] Table =
    [
        .. Entry("10.0.0.1", hardwareLength: 6),
        .. Entry("10.0.0.2", hardwareLength: 0),
        .. Entry("10.0.0.3", hardwareLength: 0, flags: Reject),
        .. Entry("10.0.0.4", hardwareLength: 6, flags: Reject),
        .. Entry("10.0.0.5", hardwareLength: 6, expire: 0),
        .. Entry("10.0.0.6", hardwareLength: 6, index: 15),
        .. Entry("fe80::1%12", hardwareLength: 6, expire: 0),
        .. Entry("2001:db8::2", hardwareLength: 0, expire: 0),
    ];

    [Theory]
    [InlineData("10.0.0.1", LinkNeighbourState.Stale)]
    [InlineData("10.0.0.2", LinkNeighbourState.Incomplete)]
    [InlineData("10.0.0.3", LinkNeighbourState.Failed)]
    [InlineData("10.0.0.4", LinkNeighbourState.Failed)]
    [InlineData("10.0.0.5", LinkNeighbourState.Fixed)]
    [InlineData("10.0.0.6", LinkNeighbourState.Absent)]
    [InlineData("10.0.0.7", LinkNeighbourState.Absent)]
    [InlineData("fe80::1%12", LinkNeighbourState.Stale)]
    [InlineData("2001:db8::2", LinkNeighbourState.Incomplete)]
    public void The_state_is_told(string address, LinkNeighbourState state) => Find(Table, address).Should().BeEquivalentTo(
        new LinkNeighbour { Address = IPAddress.Parse(address), Interface = "en0", State = state });

    [Fact]
    public void Of_an_unknown_interface_any_entry_is_taken() =>
        MacNeighbours.Find(Table, IPAddress.Parse("10.0.0.6"), Route with { InterfaceIndex = 0 }).State.Should().Be(LinkNeighbourState.Stale);

    [Fact]
    public void A_route_that_is_no_entry_of_the_link_is_none() =>
        Find(Message(Up | Host | Gateway, 12, 0, [(1, IP("10.0.0.1")), (2, IP("10.0.0.254"))]), "10.0.0.1").State.Should().Be(LinkNeighbourState.Absent);

    [Fact]
    public void An_empty_table_has_no_entry() => Find([], "10.0.0.1").State.Should().Be(LinkNeighbourState.Absent);

    [Fact]
    public void A_table_that_is_cut_anywhere_never_throws()
    {
        for (int length = 0; length < Table.Length; length++)
        {
            Find(Table[..length], "2001:db8::2").State.Should().Be(LinkNeighbourState.Absent);
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes => Find(bytes, "10.0.0.1"), Table);

    private static LinkNeighbour Find(byte[] table, string address) => MacNeighbours.Find(table, IPAddress.Parse(address), Route);

    private static byte[] Entry(string address, int hardwareLength, int flags = 0, int expire = 1_900_000_000, int index = 12) =>
        Message(Up | Host | LinkInformation | flags, index, expire, [(1, IP(address)), (2, Link(index, "", hardwareLength))]);
}
