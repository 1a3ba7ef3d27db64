using System.Buffers.Binary;
using System.Net;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class ConnectionReaderTests
{
    [Theory]
    [InlineData("127.0.0.1:7777")]
    [InlineData("[::ffff:127.0.0.1]:7777")]
    public void Connections_to_the_destination_are_counted_apart_whichever_family_their_sockets_are_of(string destination)
    {
        ConnectionReader reader = Read(destination, Recorded.ConnectionsIPv4, Recorded.ConnectionsIPv6);

        reader.ToDestination.ToList().Should().Equal(Count(ConnectionState.Established, 2), Count(ConnectionState.TimeWait, 2));
        reader.All.ToList().Should().Equal(Count(ConnectionState.Established, 4), Count(ConnectionState.TimeWait, 2));
        reader.Inodes.Should().BeEquivalentTo([0xD183EUL, 0xD1844UL], "those in TIME_WAIT belong to nobody");
    }

    [Theory]
    [InlineData("127.0.0.1:7778")]
    [InlineData("127.0.0.2:7777")]
    [InlineData("[::1]:7777")]
    [InlineData("[::127.0.0.1]:7777")]
    public void Another_destination_has_none(string destination)
    {
        ConnectionReader reader = Read(destination, Recorded.ConnectionsIPv4, Recorded.ConnectionsIPv6);

        reader.ToDestination.ToList().Should().BeEmpty();
        reader.All.ToList().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(1, ConnectionState.Established)]
    [InlineData(2, ConnectionState.SynSent)]
    [InlineData(8, ConnectionState.CloseWait)]
    [InlineData(11, ConnectionState.Closing)]
    [InlineData(12, ConnectionState.SynReceived)]
    [InlineData(0, ConnectionState.Other)]
    [InlineData(7, ConnectionState.Other)]
    [InlineData(13, ConnectionState.Other)]
    [InlineData(255, ConnectionState.Other)]
    public void States_are_the_kernels(byte state, ConnectionState expected) =>
        Read("127.0.0.1:7777", Client(state, IPAddress.Loopback)).ToDestination.ToList().Should().Equal(Count(expected, 1));

    [Theory]
    [InlineData("[fe80::1%3]:7777", 3, 1)]
    [InlineData("[fe80::1%3]:7777", 4, 0)]
    [InlineData("[fe80::1]:7777", 4, 1)]
    public void The_same_link_local_address_on_another_link_is_another_machine(string destination, int scope, int count)
    {
        byte[] client = Client(1, IPAddress.Parse("fe80::1"));
        BinaryPrimitives.WriteInt32LittleEndian(client.AsSpan(16 + 40), scope);

        Read(destination, client).ToDestination.ToList().Sum(found => found.Count).Should().Be(count);
    }

    [Fact]
    public void Of_very_many_all_are_counted_and_some_are_kept()
    {
        var reader = new ConnectionReader(IPEndPoint.Parse("127.0.0.1:7777"));
        byte[] client = Client(1, IPAddress.Loopback);
        for (uint inode = 1; inode <= 20_000; inode++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(client.AsSpan(16 + 68), inode);
            NetlinkDatagram.Read(client, reader);
        }

        reader.ToDestination.ToList().Should().Equal(Count(ConnectionState.Established, 20_000));
        reader.Inodes.Should().HaveCount(4096);
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var reader = new ConnectionReader(IPEndPoint.Parse("127.0.0.1:7778"));
        NetlinkDatagram.Read(Recorded.ConnectionsIPv4, reader);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            NetlinkDatagram.Read(Recorded.ConnectionsIPv4, reader);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void The_processes_with_most_connections_come_first()
    {
        ProcessIdentity[] owners = [Process(1), Process(2), Process(2), Process(3), Process(3), Process(3), Process(4), Process(4)];

        Connections.MostFrequent(owners).Select(owner => (owner.Process.Id, owner.Connections)).Should().Equal((3, 3), (2, 2), (4, 2));
    }

    private static ConnectionCount Count(ConnectionState state, int count) => new() { State = state, Count = count };

    private static ProcessIdentity Process(int id) => new() { Id = id, Name = "p" };

    private static ConnectionReader Read(string destination, params byte[][] datagrams)
    {
        var reader = new ConnectionReader(IPEndPoint.Parse(destination));
        foreach (byte[] datagram in datagrams)
        {
            NetlinkDatagram.Read(datagram, reader).End.Should().Be(NetlinkEnd.More);
        }

        return reader;
    }

    /// <summary>struct nlmsghdr, struct inet_diag_msg: a socket that is connected to port 7777.</summary>
    private static byte[] Client(byte state, IPAddress remote)
    {
        byte[] message = new byte[16 + 72];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        message[4] = 20;
        Span<byte> diag = message.AsSpan(16);
        diag[0] = LinuxFamily.Of(remote);
        diag[1] = state;
        BinaryPrimitives.WriteUInt16BigEndian(diag[6..], 7777);
        remote.TryWriteBytes(diag[24..], out _);
        return message;
    }
}
