using System.Buffers.Binary;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class TcpTransferTests
{
    /// <summary>tcpi_state, tcpi_bytes_acked, tcpi_bytes_received, tcpi_data_segs_in, tcpi_bytes_sent, tcpi_bytes_retrans.</summary>
    private const int State = 0;
    private const int Acknowledged = 120;
    private const int Received = 128;
    private const int DataSegments = 152;
    private const int Sent = 200;
    private const int SentAgain = 208;

    [Fact]
    public void What_went_both_ways_is_told_without_the_SYN() => TcpTransfer.Parse(Recorded.TransferBothWays).Should().Be(new TransferEvidence
    {
        BytesAcknowledged = 10,
        BytesReceived = 7,
        BytesUnacknowledged = 0,
        UnacknowledgedSegments = 0,
        Retransmits = 0,
        OutOfOrderSegments = 0,
        SegmentSize = 32768,
        PathMtu = 65535,
    });

    [Fact]
    public void The_peers_FIN_is_no_byte() => TcpTransfer.Parse(Recorded.TransferEnded).BytesReceived.Should().Be(7);

    [Fact]
    public void Our_FIN_is_no_byte()
    {
        byte[] info = [.. Recorded.TransferBothWays];
        info[Acknowledged] = 12;

        TcpTransfer.Parse(info).BytesAcknowledged.Should().Be(10);
    }

    [Fact]
    public void What_is_sent_and_not_acknowledged_is_not_acknowledged()
    {
        byte[] info = [.. Recorded.TransferBothWays];
        info[Acknowledged] = 1;
        info[Sent] = 10;

        TransferEvidence transfer = TcpTransfer.Parse(info);

        transfer.BytesAcknowledged.Should().Be(0);
        transfer.BytesUnacknowledged.Should().Be(10);
    }

    [Fact]
    public void What_is_sent_again_is_sent_once()
    {
        byte[] info = [.. Recorded.TransferBothWays];
        info[Acknowledged] = 1;
        info[Sent] = 30;
        info[SentAgain] = 20;

        TcpTransfer.Parse(info).BytesUnacknowledged.Should().Be(10);
    }

    [Fact]
    public void A_connection_that_is_gone_by_a_FIN_alone_has_received_nothing()
    {
        byte[] info = [.. Recorded.TransferEnded];
        info[State] = 7;
        info[Received] = 1;
        info[DataSegments] = 0;

        TcpTransfer.Parse(info).BytesReceived.Should().Be(0);
    }

    [Fact]
    public void What_an_old_kernel_does_not_write_is_not_told()
    {
        TcpTransfer.Parse(Recorded.TransferBothWays.AsSpan(0, 104)).Should().Be(
            new TransferEvidence { UnacknowledgedSegments = 0, Retransmits = 0, SegmentSize = 32768, PathMtu = 65535 });
        TcpTransfer.Parse(Recorded.TransferBothWays.AsSpan(0, 192)).Should().Be(new TransferEvidence
        {
            BytesAcknowledged = 10,
            BytesReceived = 7,
            UnacknowledgedSegments = 0,
            Retransmits = 0,
            SegmentSize = 32768,
            PathMtu = 65535,
        });
        TcpTransfer.Parse([]).Should().Be(new TransferEvidence());
    }

    [Fact]
    public void Numbers_too_large_are_the_largest_and_none_is_negative()
    {
        byte[] info = new byte[232];
        info.AsSpan().Fill(0xFF);

        TransferEvidence transfer = TcpTransfer.Parse(info);

        transfer.BytesReceived.Should().BePositive();
        transfer.UnacknowledgedSegments.Should().Be(int.MaxValue);
    }

    [Fact]
    public void Garbage_of_any_length_never_throws()
    {
        Garbage.Feed(bytes => TcpTransfer.Parse(bytes), Recorded.TransferBothWays);
        for (int length = 0; length < Recorded.TransferBothWays.Length; length++)
        {
            TcpTransfer.Parse(Recorded.TransferBothWays.AsSpan(0, length));
        }
    }

    [Fact]
    public void More_was_sent_again_than_sent_tells_nothing_of_what_was_sent()
    {
        byte[] info = [.. Recorded.TransferBothWays];
        BinaryPrimitives.WriteInt64LittleEndian(info.AsSpan(208), 500);

        TcpTransfer.Parse(info).BytesAcknowledged.Should().Be(10);
    }
}
