namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>Asks for the tables of both families.</summary>
internal static class TcpTables
{
    // TCP_TABLE_CLASS (iprtrmib.h).
    private const int OwnerPidListener = 3;
    private const int OwnerPidAll = 5;

    private const uint FirstSize = 32 * 1024;

    /// <summary>More than a million sockets are not read.</summary>
    private const uint MaxSize = 64 * 1024 * 1024;

    private const int MaxTries = 8;

    public static Fact<List<TcpTableRow>> ReadListeners() => Read(OwnerPidListener);

    public static Fact<List<TcpTableRow>> ReadAll() => Read(OwnerPidAll);

    private static Fact<List<TcpTableRow>> Read(int tableClass) => NativeCall.Ask(() =>
    {
        var rows = new List<TcpTableRow>();
        uint error = Read(tableClass, isIPv6: false, rows);
        uint errorIPv6 = Read(tableClass, isIPv6: true, rows);
        // A machine without one of the families has the other's sockets only.
        return (error, errorIPv6) switch
        {
            (IpHlpApi.NoError, IpHlpApi.NoError or IpHlpApi.NotSupported) or (IpHlpApi.NotSupported, IpHlpApi.NoError) =>
                Fact<List<TcpTableRow>>.Measured(rows),
            _ => Fact<List<TcpTableRow>>.NotMeasured(IpHlpApi.ToReason(error == IpHlpApi.NoError ? errorIPv6 : error)),
        };
    });

    /// <summary>The table may grow between the two calls: it is asked for with more room until it fits.</summary>
    private static unsafe uint Read(int tableClass, bool isIPv6, List<TcpTableRow> rows)
    {
        uint size = FirstSize;
        uint error = IpHlpApi.InsufficientBuffer;
        for (int i = 0; i < MaxTries && error == IpHlpApi.InsufficientBuffer && size <= MaxSize; i++)
        {
            byte[] table = new byte[size];
            fixed (byte* pointer = table)
            {
                error = IpHlpApi.GetExtendedTcpTable(pointer, &size, 0, isIPv6 ? SocketAddressInet.AfInet6 : SocketAddressInet.AfInet, tableClass, 0);
            }

            if (error == IpHlpApi.NoError)
            {
                TcpTable.Read(table, isIPv6, rows);
            }

            size = Math.Max(size, (uint)table.Length) + (size / 4);
        }

        return error;
    }
}
