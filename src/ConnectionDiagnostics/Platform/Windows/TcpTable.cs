using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>Reads the tables of <c>GetExtendedTcpTable</c>: the number of rows, then the rows (iprtrmib.h, tcpmib.h).</summary>
internal static class TcpTable
{
    /// <summary><c>MIB_TCPROW_OWNER_PID</c>: state, local address and port, remote address and port, process; each a DWORD.</summary>
    public const int RowSizeIPv4 = 24;

    /// <summary><c>MIB_TCP6ROW_OWNER_PID</c>: local address, scope and port, remote address, scope and port, state, process.</summary>
    public const int RowSizeIPv6 = 56;

    private const int HeaderSize = 4;

    public static void Read(ReadOnlySpan<byte> table, bool isIPv6, List<TcpTableRow> rows)
    {
        if (table.Length < HeaderSize)
        {
            return;
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(table);
        int size = isIPv6 ? RowSizeIPv6 : RowSizeIPv4;
        table = table[HeaderSize..];
        for (uint i = 0; i < count && table.Length >= size; i++)
        {
            rows.Add(isIPv6 ? ReadIPv6(table[..size]) : ReadIPv4(table[..size]));
            table = table[size..];
        }
    }

    private static TcpTableRow ReadIPv4(ReadOnlySpan<byte> row) => new(
        new IPEndPoint(new IPAddress(row.Slice(4, 4)), ReadPort(row[8..])),
        new IPEndPoint(new IPAddress(row.Slice(12, 4)), ReadPort(row[16..])),
        ReadState(row),
        BinaryPrimitives.ReadInt32LittleEndian(row[20..]));

    private static TcpTableRow ReadIPv6(ReadOnlySpan<byte> row) => new(
        new IPEndPoint(SocketAddressInet.ReadIPv6(row[..16], BinaryPrimitives.ReadUInt32LittleEndian(row[16..])), ReadPort(row[20..])),
        new IPEndPoint(SocketAddressInet.ReadIPv6(row.Slice(24, 16), BinaryPrimitives.ReadUInt32LittleEndian(row[40..])), ReadPort(row[44..])),
        ReadState(row[48..]),
        BinaryPrimitives.ReadInt32LittleEndian(row[52..]));

    /// <summary>The lower half of a DWORD, in network order; "the upper 16 bits may contain uninitialized data".</summary>
    private static int ReadPort(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadUInt16BigEndian(value);

    /// <summary>.NET's numbers are those of MIB_TCP_STATE: 1 closed, 2 listen … 12 delete TCB.</summary>
    private static TcpState ReadState(ReadOnlySpan<byte> value) =>
        BinaryPrimitives.ReadUInt32LittleEndian(value) is var state and <= (uint)TcpState.DeleteTcb ? (TcpState)state : TcpState.Unknown;
}
