using System.Buffers.Binary;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>The system's own account of a TCP connection (<c>SIO_TCP_INFO</c>, Windows 10 1703; <c>TCP_INFO_v0</c>, mstcpip.h).</summary>
internal sealed record TcpStatistics
{
    /// <summary>With the padding that its 64-bit members ask for.</summary>
    public const int Size = 88;

    /// <summary>_WSAIORW(IOC_VENDOR, 39).</summary>
    private const uint ControlCode = 0xD8000027;

    // TCPSTATE (mstcpip.h): not the numbers of MIB_TCP_STATE.
    private const uint SynSent = 2;
    private const uint Established = 4;

    private uint State { get; init; }

    private uint SegmentSize { get; init; }

    private uint RoundTripMicroseconds { get; init; }

    private uint BytesInFlight { get; init; }

    private ulong BytesSent { get; init; }

    private ulong BytesReceived { get; init; }

    private uint BytesReordered { get; init; }

    private uint BytesRetransmitted { get; init; }

    private byte SynRetransmits { get; init; }

    /// <summary>What the system tells, or <see langword="null"/>.</summary>
    public static unsafe TcpStatistics? Ask(Socket socket)
    {
        try
        {
            uint version = 0;
            uint returned = 0;
            byte* bytes = stackalloc byte[Size];
            int result = WinSock.Control(socket.SafeHandle, ControlCode, (byte*)&version, sizeof(uint), bytes, Size, &returned, null, null);
            return result == 0 ? Read(new ReadOnlySpan<byte>(bytes, (int)Math.Min(returned, Size))) : null;
        }
        catch (Exception exception) when (NativeCall.IsMissing(exception) || exception is ObjectDisposedException)
        {
            return null;
        }
    }

    internal static TcpStatistics? Read(ReadOnlySpan<byte> bytes) => bytes.Length < Size
        ? null
        : new TcpStatistics
        {
            State = BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            SegmentSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            RoundTripMicroseconds = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),
            BytesInFlight = BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]),
            BytesSent = BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]),
            BytesReceived = BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]),
            BytesReordered = BinaryPrimitives.ReadUInt32LittleEndian(bytes[64..]),
            BytesRetransmitted = BinaryPrimitives.ReadUInt32LittleEndian(bytes[68..]),
            SynRetransmits = bytes[84],
        };

    /// <summary>The facts of a connect. Of a socket that has already given up the counters are not trusted.</summary>
    public TcpConnect AddTo(TcpConnect connect) => connect with
    {
        SynsSent = State is SynSent or Established ? 1 + SynRetransmits : null,
        RoundTripTime = State == Established && RoundTripMicroseconds > 0 ? TimeSpan.FromMicroseconds(RoundTripMicroseconds) : null,
    };

    /// <summary>How the connection stands. Bytes are told, not segments: those are counted as if all were full, so that they are at least so many.</summary>
    public TransferEvidence ToTransfer() => new()
    {
        // Whether the bytes sent include those sent again is not documented; without any the difference is exact.
        BytesAcknowledged = BytesRetransmitted == 0 && BytesSent >= BytesInFlight ? ToLong(BytesSent - BytesInFlight) : null,
        // Nor whether the bytes received include those that arrived out of order.
        BytesReceived = BytesReordered == 0 ? ToLong(BytesReceived) : null,
        BytesUnacknowledged = BytesInFlight,
        UnacknowledgedSegments = Segments.AtLeast(BytesInFlight, SegmentSize),
        Retransmits = Segments.AtLeast(BytesRetransmitted, SegmentSize),
        OutOfOrderSegments = Segments.AtLeast(BytesReordered, SegmentSize),
        SegmentSize = SegmentSize is > 0 and <= int.MaxValue ? (int)SegmentSize : null,
    };

    private static long? ToLong(ulong value) => value <= long.MaxValue ? (long)value : null;
}
