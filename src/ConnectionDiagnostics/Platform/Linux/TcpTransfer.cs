using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>How the data of a connection that we opened fares (<c>TCP_INFO</c>, tcp(7)).</summary>
internal static class TcpTransfer
{
    private const int LevelTcp = 6;
    private const int OptionTcpInfo = 11;

    // Offsets in struct tcp_info (linux/tcp.h). It only ever grows: what a kernel does not know, it does not write.
    private const int State = 0;
    private const int SendSegmentSize = 16;
    private const int Unacknowledged = 24;
    private const int PathMtu = 60;
    private const int TotalRetransmits = 100;
    private const int BytesAcknowledged = 120;
    private const int BytesReceived = 128;
    private const int DataSegmentsReceived = 152;
    private const int BytesSent = 200;
    private const int BytesRetransmitted = 208;
    private const int OutOfOrder = 224;
    private const int Size = 228;

    public static Fact<TransferEvidence> Read(Socket socket)
    {
        try
        {
            Span<byte> info = stackalloc byte[Size];
            int length = socket.GetRawSocketOption(LevelTcp, OptionTcpInfo, info);
            return Fact<TransferEvidence>.Measured(Parse(info[..length]));
        }
        catch (SocketException exception)
        {
            return Fact<TransferEvidence>.NotMeasured(LinuxErrors.ToReason(exception.NativeErrorCode));
        }
        catch (ObjectDisposedException)
        {
            return Fact<TransferEvidence>.NotMeasured(FactReason.Failed);
        }
    }

    internal static TransferEvidence Parse(ReadOnlySpan<byte> info) => new()
    {
        BytesAcknowledged = ReadAcknowledged(info),
        BytesReceived = ReadReceived(info),
        BytesUnacknowledged = ReadSent(info) - ReadAcknowledged(info) is { } left and >= 0 ? left : null,
        UnacknowledgedSegments = Number(info, Unacknowledged),
        Retransmits = Number(info, TotalRetransmits),
        OutOfOrderSegments = Number(info, OutOfOrder),
        SegmentSize = Number(info, SendSegmentSize),
        PathMtu = Number(info, PathMtu),
    };

    /// <summary>The kernel counts our SYN, and our FIN when that was acknowledged; what was sent is counted without them.</summary>
    private static long? ReadAcknowledged(ReadOnlySpan<byte> info)
    {
        long? withoutSyn = LongNumber(info, BytesAcknowledged) is { } counted ? Math.Max(counted - 1, 0) : null;
        return ReadSent(info) is { } sent && withoutSyn > sent ? sent : withoutSyn;
    }

    /// <summary>Each byte once.</summary>
    private static long? ReadSent(ReadOnlySpan<byte> info) =>
        LongNumber(info, BytesSent) - LongNumber(info, BytesRetransmitted) is { } sent and >= 0 ? sent : null;

    /// <summary>The kernel counts the peer's FIN.</summary>
    private static long? ReadReceived(ReadOnlySpan<byte> info)
    {
        bool ended = info.Length > 0 && (ConnectionState)info[State] is ConnectionState.TimeWait or ConnectionState.CloseWait or ConnectionState.LastAck or ConnectionState.Closing;
        return LongNumber(info, BytesReceived) is not { } counted ? null
            : Number(info, DataSegmentsReceived) == 0 ? 0
            : Math.Max(counted - (ended ? 1 : 0), 0);
    }

    private static int? Number(ReadOnlySpan<byte> info, int offset) =>
        info.Length >= offset + sizeof(int) ? (int)Math.Min(MemoryMarshal.Read<uint>(info[offset..]), int.MaxValue) : null;

    private static long? LongNumber(ReadOnlySpan<byte> info, int offset) =>
        info.Length >= offset + sizeof(long) ? (long)Math.Min(MemoryMarshal.Read<ulong>(info[offset..]), long.MaxValue) : null;
}
