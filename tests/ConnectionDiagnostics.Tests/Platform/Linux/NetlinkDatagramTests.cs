using System.Buffers.Binary;
using System.Net;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class NetlinkDatagramTests
{
    private static readonly NetlinkOutcome Broken = new(NetlinkEnd.Broken, 74);

    [Fact]
    public void The_end_of_a_list_is_told() => Read(Header(3, 20, 4)).Should().Be(new NetlinkOutcome(NetlinkEnd.Complete));

    [Fact]
    public void An_error_at_the_end_of_a_list_is_told()
    {
        byte[] end = Header(3, 20, 4);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), -13);

        Read(end).Should().Be(new NetlinkOutcome(NetlinkEnd.Refused, 13));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(1000)]
    public void A_length_that_cannot_be_is_an_error(int length)
    {
        byte[] message = [.. Recorded.RouteByGateway];
        BinaryPrimitives.WriteInt32LittleEndian(message, length);

        Read(message).Should().Be(Broken);
    }

    [Fact]
    public void An_error_without_its_number_is_no_answer() => Read(Header(2, 18, 2)).Should().Be(Broken);

    [Fact]
    public void Whatever_is_cut_anywhere_never_throws()
    {
        foreach (byte[] datagram in Recorded.All)
        {
            for (int length = 0; length < datagram.Length; length++)
            {
                FeedAll(datagram[..length]);
                byte[] shortened = datagram[..length];
                if (length >= 4)
                {
                    // The header agrees with the cut, so that the readers meet the end, not the frame.
                    BinaryPrimitives.WriteInt32LittleEndian(shortened, length);
                    FeedAll(shortened);
                }
            }
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(FeedAll, Recorded.All);

    private static void FeedAll(byte[] datagram)
    {
        NetlinkDatagram.Read(datagram, new RouteReader());
        NetlinkDatagram.Read(datagram, new LinkReader());
        NetlinkDatagram.Read(datagram, new NeighbourReader(IPAddress.Loopback, 0));
        NetlinkDatagram.Read(datagram, new ListenerReader());
        NetlinkDatagram.Read(datagram, new ConnectionReader(new IPEndPoint(IPAddress.Loopback, 7777)));
    }

    private static NetlinkOutcome Read(byte[] datagram) => NetlinkDatagram.Read(datagram, new RouteReader());

    private static byte[] Header(ushort type, int length, int payload)
    {
        byte[] header = new byte[16 + payload];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), type);
        return header;
    }
}
