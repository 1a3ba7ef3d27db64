using System.Buffers.Binary;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>The kernel's own account of a TCP connection (<c>TCP_CONNECTION_INFO</c>, <c>struct tcp_connection_info</c>, xnu's bsd/netinet/tcp.h).</summary>
internal sealed record ConnectionInfo
{
    /// <summary>Four bytes, twelve numbers of 32 bits and a word of flags, then seven numbers of 64 bits.</summary>
    public const int Size = 112;

    private const int LevelTcp = 6;
    private const int Option = 0x106;

    // bsd/netinet/tcp_fsm.h.
    private const byte SynSent = 2;
    private const byte Established = 4;

    /// <summary>TCPCI_FLAG_LOSSRECOVERY: something is being sent again. In SYN_SENT that can be the SYN only.</summary>
    private const uint LossRecovery = 1;

    private byte State { get; init; }

    private uint Flags { get; init; }

    private uint SegmentSize { get; init; }

    private uint BytesInSendBuffer { get; init; }

    private uint RoundTripMilliseconds { get; init; }

    private ulong BytesSent { get; init; }

    private ulong BytesSentAgain { get; init; }

    private ulong BytesReceived { get; init; }

    private ulong BytesOutOfOrder { get; init; }

    private ulong SegmentsSentAgain { get; init; }

    /// <summary>What the kernel tells, or <see langword="null"/>.</summary>
    public static ConnectionInfo? Ask(Socket socket)
    {
        if (!OperatingSystem.IsMacOS())
        {
            // The number means something else, or nothing, on other systems.
            return null;
        }

        try
        {
            Span<byte> bytes = stackalloc byte[Size];
            int length = socket.GetRawSocketOption(LevelTcp, Option, bytes);
            return Read(bytes[..Math.Clamp(length, 0, Size)]);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    internal static ConnectionInfo? Read(ReadOnlySpan<byte> bytes) => bytes.Length < Size
        ? null
        : new ConnectionInfo
        {
            State = bytes[0],
            Flags = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
            SegmentSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            BytesInSendBuffer = BinaryPrimitives.ReadUInt32LittleEndian(bytes[32..]),
            RoundTripMilliseconds = BinaryPrimitives.ReadUInt32LittleEndian(bytes[44..]),
            BytesSent = BinaryPrimitives.ReadUInt64LittleEndian(bytes[64..]),
            BytesSentAgain = BinaryPrimitives.ReadUInt64LittleEndian(bytes[72..]),
            BytesReceived = BinaryPrimitives.ReadUInt64LittleEndian(bytes[88..]),
            BytesOutOfOrder = BinaryPrimitives.ReadUInt64LittleEndian(bytes[96..]),
            SegmentsSentAgain = BinaryPrimitives.ReadUInt64LittleEndian(bytes[104..]),
        };

    /// <summary>
    /// The facts of a connect. The kernel counts only segments with data as sent again (tcp_output.c), so that of SYNs it tells no more than whether
    /// there was a second one: one is exact, more are not known.
    /// </summary>
    public TcpConnect AddTo(TcpConnect connect) => connect with
    {
        SynsSent = State == SynSent && (Flags & LossRecovery) == 0 ? 1 : null,
        RoundTripTime = State == Established && RoundTripMilliseconds > 0 ? TimeSpan.FromMilliseconds(RoundTripMilliseconds) : null,
    };

    /// <summary>How the connection stands. Where bytes are told, not segments, those are counted as if all were full: they are at least so many.</summary>
    public TransferEvidence ToTransfer() => new()
    {
        // The bytes sent count those sent again. The buffer holds what is not acknowledged, and what is not sent yet: with any of that it is less than was.
        BytesAcknowledged = ToLong(Less(Less(BytesSent, BytesSentAgain), BytesInSendBuffer)),
        // The bytes received count those that arrived ahead of their turn.
        BytesReceived = ToLong(Less(BytesReceived, BytesOutOfOrder)),
        BytesUnacknowledged = Math.Min(BytesInSendBuffer, (long)Math.Min(BytesSent, long.MaxValue)),
        UnacknowledgedSegments = Segments.AtLeast(Math.Min(BytesInSendBuffer, BytesSent), SegmentSize),
        Retransmits = (int)Math.Min(SegmentsSentAgain, int.MaxValue),
        OutOfOrderSegments = Segments.AtLeast(BytesOutOfOrder, SegmentSize),
        SegmentSize = SegmentSize is > 0 and <= int.MaxValue ? (int)SegmentSize : null,
    };

    private static ulong Less(ulong value, ulong part) => value > part ? value - part : 0;

    private static long? ToLong(ulong value) => value <= long.MaxValue ? (long)value : null;
}
