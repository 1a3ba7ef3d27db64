using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>The calls of the IP Helper API that .NET has no API for (iphlpapi.h, netioapi.h). They return their error; there is no last error.</summary>
internal static partial class IpHlpApi
{
    private const string Library = "iphlpapi.dll";

    public const uint NoError = 0;
    public const uint AccessDenied = 5;
    public const uint NotSupported = 50;
    public const uint InsufficientBuffer = 122;
    public const uint NotFound = 1168;
    public const uint NetworkUnreachable = 1231;
    public const uint HostUnreachable = 1232;

    /// <param name="table">Takes the table.</param>
    /// <param name="size">The buffer's size; on return the table's.</param>
    /// <param name="order">A BOOL: whether to sort.</param>
    /// <param name="family">AF_INET or AF_INET6.</param>
    /// <param name="tableClass">A TCP_TABLE_CLASS.</param>
    /// <param name="reserved">0.</param>
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static unsafe partial uint GetExtendedTcpTable(byte* table, uint* size, int order, uint family, int tableClass, uint reserved);

    /// <param name="interfaceLuid">May be null.</param>
    /// <param name="interfaceIndex">0 for any.</param>
    /// <param name="source">A SOCKADDR_INET; may be null.</param>
    /// <param name="destination">A SOCKADDR_INET.</param>
    /// <param name="sortOptions">0.</param>
    /// <param name="bestRoute">Takes a MIB_IPFORWARD_ROW2.</param>
    /// <param name="bestSource">Takes a SOCKADDR_INET.</param>
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static unsafe partial uint GetBestRoute2(
        ulong* interfaceLuid, uint interfaceIndex, byte* source, byte* destination, uint sortOptions, byte* bestRoute, byte* bestSource);

    /// <param name="row">A MIB_IPNET_ROW2 with address and interface filled in; takes the rest.</param>
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static unsafe partial uint GetIpNetEntry2(byte* row);

    /// <summary>Why there is no answer.</summary>
    public static FactReason ToReason(uint error) => error switch
    {
        AccessDenied => FactReason.Denied,
        NotSupported => FactReason.NotSupported,
        _ => FactReason.Failed,
    };
}
