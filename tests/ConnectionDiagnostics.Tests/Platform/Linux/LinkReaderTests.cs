using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class LinkReaderTests
{
    [Fact]
    public void Loopback_is_no_tunnel_and_needs_no_neighbours() => Read(Recorded.LinkLoopback).Should().BeEquivalentTo(new
    {
        Name = "lo",
        Kind = (string?)null,
        HardwareType = 772,
        IsTunnel = (bool?)false,
        NeedsNoNeighbours = true,
    });

    [Fact]
    public void A_veth_is_no_tunnel() => Read(Recorded.LinkVeth).Should().BeEquivalentTo(new
    {
        Name = "vA",
        Kind = "veth",
        HardwareType = 1,
        IsTunnel = (bool?)false,
        NeedsNoNeighbours = false,
    });

    [Fact]
    public void A_TUN_is_a_tunnel() => Read(Recorded.LinkTun).Should().BeEquivalentTo(new
    {
        Name = "t0",
        Kind = "tun",
        HardwareType = 65534,
        IsTunnel = (bool?)true,
        NeedsNoNeighbours = true,
    });

    [Fact]
    public void A_TAP_cannot_be_told_unless_it_is_a_port_of_a_bridge()
    {
        Link tap = Read(Recorded.LinkTap);

        tap.IsTunnel.Should().BeNull();
        (tap with { HasMaster = true }).IsTunnel.Should().BeFalse();
    }

    [Theory]
    [InlineData("wireguard", 65534, true)]
    [InlineData("ipip", 768, true)]
    [InlineData("sit", 776, true)]
    [InlineData("gre", 778, true)]
    [InlineData("gretap", 1, true)]
    [InlineData("vxlan", 1, true)]
    [InlineData("xfrm", 65534, true)]
    [InlineData("ppp", 512, true)]
    [InlineData(null, 512, true)]
    [InlineData("a new one", 768, true)]
    [InlineData("bridge", 1, false)]
    [InlineData("dummy", 1, false)]
    [InlineData("vlan", 1, false)]
    [InlineData("bond", 1, false)]
    [InlineData("macvlan", 1, false)]
    [InlineData(null, 1, false)]
    [InlineData(null, 519, false)]
    [InlineData(null, 65534, null)]
    [InlineData("a new one", 65534, null)]
    public void Tunnels_are_known_by_their_kind_or_their_hardware(string? kind, int hardware, bool? isTunnel) =>
        new Link { Kind = kind, HardwareType = hardware }.IsTunnel.Should().Be(isTunnel);

    private static Link Read(byte[] datagram)
    {
        var reader = new LinkReader();
        NetlinkDatagram.Read(datagram, reader);
        return reader.Link!;
    }
}
