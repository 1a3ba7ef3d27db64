using System.Net.Sockets;
using System.Runtime.InteropServices;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Windows;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

public class TcpStatisticsTests
{
    private static readonly TcpConnect Connect = new() { Error = SocketError.Success };

    [Fact]
    public void The_structure_has_the_documented_size() => Marshal.SizeOf<Info>().Should().Be(TcpStatistics.Size).And.Be(88);

    [Fact]
    public void An_open_connection_tells_its_round_trip_time_and_how_many_SYNs_it_took()
    {
        TcpConnect told = Read(new Info { State = 4, RttUs = 12_345, SynRetrans = 2 })!.AddTo(Connect);

        told.RoundTripTime.Should().Be(TimeSpan.FromMicroseconds(12_345));
        told.SynsSent.Should().Be(3);
    }

    [Fact]
    public void One_that_is_not_open_yet_tells_its_SYNs()
    {
        TcpConnect told = Read(new Info { State = 2, RttUs = 1_000_000, SynRetrans = 1 })!.AddTo(Connect);

        told.RoundTripTime.Should().BeNull();
        told.SynsSent.Should().Be(2);
    }

    [Fact]
    public void One_that_has_given_up_tells_nothing()
    {
        TcpConnect told = Read(new Info { State = 0 })!.AddTo(Connect);

        told.RoundTripTime.Should().BeNull();
        told.SynsSent.Should().BeNull();
    }

    [Fact]
    public void A_transfer_without_loss_is_told_exactly() =>
        Read(new Info { State = 4, Mss = 1460, BytesOut = 5000, BytesInFlight = 517, BytesIn = 3000 })!.ToTransfer().Should().BeEquivalentTo(new TransferEvidence
        {
            BytesAcknowledged = 4483,
            BytesReceived = 3000,
            BytesUnacknowledged = 517,
            UnacknowledgedSegments = 1,
            Retransmits = 0,
            OutOfOrderSegments = 0,
            SegmentSize = 1460,
        });

    [Fact]
    public void With_loss_the_bytes_are_not_known_and_the_segments_are_at_least_so_many() =>
        Read(new Info { State = 4, Mss = 1000, BytesOut = 5000, BytesInFlight = 2001, BytesIn = 3000, BytesRetrans = 1001, BytesReordered = 1 })!.ToTransfer()
            .Should().BeEquivalentTo(new TransferEvidence
            {
                BytesUnacknowledged = 2001,
                UnacknowledgedSegments = 3,
                Retransmits = 2,
                OutOfOrderSegments = 1,
                SegmentSize = 1000,
            });

    [Fact]
    public void A_structure_that_is_cut_anywhere_tells_nothing()
    {
        byte[] bytes = Bytes(new Info { State = 4 });
        for (int length = 0; length < bytes.Length; length++)
        {
            TcpStatistics.Read(bytes.AsSpan(0, length)).Should().BeNull();
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes =>
        {
            TcpStatistics? statistics = TcpStatistics.Read(bytes);
            statistics?.AddTo(Connect);
            statistics?.ToTransfer();
        },
        Bytes(new Info { State = 4, Mss = 1460, BytesOut = 5000, BytesIn = 3000 }));

    private static TcpStatistics? Read(Info info) => TcpStatistics.Read(Bytes(info));

    private static byte[] Bytes(Info info)
    {
        byte[] bytes = new byte[Marshal.SizeOf<Info>()];
        MemoryMarshal.Write(bytes, in info);
        return bytes;
    }

    /// <summary>TCP_INFO_v0 (mstcpip.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public uint State, Mss;
        public ulong ConnectionTimeMs;
        public byte TimestampsEnabled;
        public uint RttUs, MinRttUs, BytesInFlight, Cwnd, SndWnd, RcvWnd, RcvBuf;
        public ulong BytesOut, BytesIn;
        public uint BytesReordered, BytesRetrans, FastRetrans, DupAcksIn, TimeoutEpisodes;
        public byte SynRetrans;
    }
}
