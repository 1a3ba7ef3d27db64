using System.Buffers.Binary;
using System.Net;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class ListenerReaderTests
{
    [Fact]
    public void Reads_a_listener_of_each_family_with_its_queue()
    {
        byte[] datagram = [.. Message("127.0.0.1", 8080, queue: 3, limit: 128, user: 1000, inode: 4711), .. Message("::1", 9090, 0, 4096, 0, 99, v6Only: 1)];
        List<Listener> listeners = Read(datagram);

        listeners.Should().HaveCount(2);
        listeners[0].Should().BeEquivalentTo(new
        {
            Address = IPAddress.Loopback,
            Port = 8080,
            QueueLength = 3,
            QueueLimit = 128,
            UserId = 1000,
            Inode = 4711UL,
            IPv6Only = (bool?)null,
        });
        listeners[1].Address.Should().Be(IPAddress.IPv6Loopback);
        listeners[1].IPv6Only.Should().BeTrue();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(null, null)]
    public void Tells_whether_a_listener_takes_IPv6_only(int? attribute, bool? expected) =>
        Read(Message("::", 80, 0, 1, 0, 1, attribute)).Should().ContainSingle().Which.IPv6Only.Should().Be(expected);

    [Fact]
    public void The_attribute_is_found_behind_others()
    {
        byte[] message = Message("::", 80, 0, 1, 0, 1, v6Only: 0, otherAttributes: [5, 0, 8, 0, 0xFF, 0, 0, 0, 6, 0, 9, 0, 1, 2, 0, 0]);

        Read(message).Single().IPv6Only.Should().BeFalse();
    }

    [Fact]
    public void A_link_local_listener_keeps_its_interface() =>
        Read(Message("fe80::7", 80, 0, 1, 0, 1, scope: 3)).Single().Address.Should().Be(IPAddress.Parse("fe80::7%3"));

    [Fact]
    public void Messages_of_another_kind_are_passed_over() => Read([.. Header(21, 32, 16), .. Message("127.0.0.1", 1, 0, 0, 0, 0)]).Should().ContainSingle();

    [Fact]
    public void A_datagram_that_is_cut_anywhere_never_throws()
    {
        byte[] datagram = [.. Message("127.0.0.1", 8080, 3, 128, 1000, 4711), .. Message("::1", 9090, 0, 4096, 0, 99, v6Only: 1)];
        for (int length = 0; length < datagram.Length; length++)
        {
            var reader = new ListenerReader();
            NetlinkDatagram.Read(datagram.AsSpan(0, length), reader);
            reader.Listeners.Count.Should().BeLessThan(2);
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes => NetlinkDatagram.Read(bytes, new ListenerReader()), Message("::1", 9090, 0, 4096, 0, 99, v6Only: 1));

    private static List<Listener> Read(byte[] datagram)
    {
        var reader = new ListenerReader();
        NetlinkDatagram.Read(datagram, reader).End.Should().Be(NetlinkEnd.More);
        return reader.Listeners;
    }

    private static byte[] Header(ushort type, int length, int payload)
    {
        byte[] header = new byte[16 + payload];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), type);
        return header;
    }

    /// <summary>struct nlmsghdr, struct inet_diag_msg, attributes.</summary>
    private static byte[] Message(
        string address, ushort port, uint queue, uint limit, uint user, uint inode, int? v6Only = null, uint scope = 0, byte[]? otherAttributes = null)
    {
        var ip = IPAddress.Parse(address);
        byte[] attributes = [.. otherAttributes ?? [], .. v6Only is { } value ? new byte[] { 5, 0, 11, 0, (byte)value, 0, 0, 0 } : []];
        byte[] message = Header(20, 16 + 72 + attributes.Length, 72 + attributes.Length);
        Span<byte> diag = message.AsSpan(16);
        diag[0] = (byte)(address.Contains(':', StringComparison.Ordinal) ? 10 : 2);
        diag[1] = 10;
        BinaryPrimitives.WriteUInt16BigEndian(diag[4..], port);
        ip.TryWriteBytes(diag[8..], out _);
        BinaryPrimitives.WriteUInt32LittleEndian(diag[40..], scope);
        BinaryPrimitives.WriteUInt32LittleEndian(diag[56..], queue);
        BinaryPrimitives.WriteUInt32LittleEndian(diag[60..], limit);
        BinaryPrimitives.WriteUInt32LittleEndian(diag[64..], user);
        BinaryPrimitives.WriteUInt32LittleEndian(diag[68..], inode);
        attributes.CopyTo(diag[72..]);
        return message;
    }
}
