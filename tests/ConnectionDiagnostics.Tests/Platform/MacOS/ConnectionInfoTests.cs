using System.Net.Sockets;
using System.Runtime.InteropServices;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.MacOS;

namespace ConnectionDiagnostics.Tests.Platform.MacOS;

public class ConnectionInfoTests
{
    private static readonly TcpConnect Connect = new() { Error = SocketError.Success };

    [Fact]
    public void The_structure_has_the_documented_size() => Marshal.SizeOf<Info>().Should().Be(ConnectionInfo.Size).And.Be(112);

    [Fact]
    public void An_open_connection_tells_its_round_trip_time()
    {
        TcpConnect told = Read(new Info { State = 4, Srtt = 23 })!.AddTo(Connect);

        told.RoundTripTime.Should().Be(TimeSpan.FromMilliseconds(23));
        told.SynsSent.Should().BeNull();
    }

    [Fact]
    public void A_single_SYN_is_exact_and_more_are_not_known()
    {
        Read(new Info { State = 2 })!.AddTo(Connect).SynsSent.Should().Be(1);
        Read(new Info { State = 2, Flags = 1 })!.AddTo(Connect).SynsSent.Should().BeNull();
        Read(new Info { State = 0 })!.AddTo(Connect).SynsSent.Should().BeNull();
    }

    [Fact]
    public void A_transfer_without_loss_is_told() =>
        Read(new Info { State = 4, MaxSegment = 1448, SendBufferBytes = 517, TxBytes = 5000, RxBytes = 3000 })!.ToTransfer().Should().BeEquivalentTo(new TransferEvidence
        {
            BytesAcknowledged = 4483,
            BytesReceived = 3000,
            BytesUnacknowledged = 517,
            UnacknowledgedSegments = 1,
            Retransmits = 0,
            OutOfOrderSegments = 0,
            SegmentSize = 1448,
        });

    [Fact]
    public void Bytes_sent_again_and_those_ahead_of_their_turn_do_not_count_twice() => Read(new Info
    {
        State = 4,
        MaxSegment = 1000,
        SendBufferBytes = 1500,
        TxBytes = 4500,
        TxRetransmitBytes = 3000,
        TxRetransmitPackets = 3,
        RxBytes = 2500,
        RxOutOfOrderBytes = 2001,
    })!.ToTransfer().Should().BeEquivalentTo(new TransferEvidence
    {
        BytesAcknowledged = 0,
        BytesReceived = 499,
        BytesUnacknowledged = 1500,
        UnacknowledgedSegments = 2,
        Retransmits = 3,
        OutOfOrderSegments = 3,
        SegmentSize = 1000,
    });

    [Fact]
    public void What_was_never_sent_is_not_unacknowledged() =>
        Read(new Info { State = 4, MaxSegment = 1000, SendBufferBytes = 5000 })!.ToTransfer().UnacknowledgedSegments.Should().Be(0);

    [Fact]
    public void A_structure_that_is_cut_anywhere_tells_nothing()
    {
        byte[] bytes = Bytes(new Info { State = 4 });
        for (int length = 0; length < bytes.Length; length++)
        {
            ConnectionInfo.Read(bytes.AsSpan(0, length)).Should().BeNull();
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes =>
        {
            ConnectionInfo? info = ConnectionInfo.Read(bytes);
            info?.AddTo(Connect);
            info?.ToTransfer();
        },
        Bytes(new Info { State = 4, MaxSegment = 1448, TxBytes = 5000, RxBytes = 3000 }));

    private static ConnectionInfo? Read(Info info) => ConnectionInfo.Read(Bytes(info));

    private static byte[] Bytes(Info info)
    {
        byte[] bytes = new byte[Marshal.SizeOf<Info>()];
        MemoryMarshal.Write(bytes, in info);
        return bytes;
    }

    /// <summary>struct tcp_connection_info (bsd/netinet/tcp.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public byte State, SendScale, ReceiveScale, Pad;
        public uint Options, Flags, Rto, MaxSegment, Threshold, CongestionWindow, SendWindow, SendBufferBytes, ReceiveWindow, RttCurrent, Srtt, RttVariance;
        public uint FastOpen;
        public ulong TxPackets, TxBytes, TxRetransmitBytes, RxPackets, RxBytes, RxOutOfOrderBytes, TxRetransmitPackets;
    }
}
