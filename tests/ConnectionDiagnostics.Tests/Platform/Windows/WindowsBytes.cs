using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

/// <summary>Bytes as Windows' headers lay them out, written apart from the code that reads them.</summary>
internal static class WindowsBytes
{
    /// <summary>SOCKADDR_INET (ws2ipdef.h).</summary>
    public static byte[] Address(string? address)
    {
        byte[] bytes = new byte[28];
        if (address is null)
        {
            return bytes;
        }

        var ip = IPAddress.Parse(address);
        bool isIPv6 = ip.AddressFamily == AddressFamily.InterNetworkV6;
        bytes[0] = (byte)(isIPv6 ? 23 : 2);
        ip.GetAddressBytes().CopyTo(bytes, isIPv6 ? 8 : 4);
        if (isIPv6)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), (uint)ip.ScopeId);
        }

        return bytes;
    }

    /// <summary>MIB_TCPROW_OWNER_PID and MIB_TCP6ROW_OWNER_PID; the upper halves of the ports hold what the documentation warns of.</summary>
    public static byte[] Row(string local, string remote, TcpState state, int processId)
    {
        IPEndPoint from = IPEndPoint.Parse(local), to = IPEndPoint.Parse(remote);
        return from.AddressFamily == AddressFamily.InterNetworkV6
            ?
            [
                .. from.Address.GetAddressBytes(), .. Number(from.Address.ScopeId), .. Port(from.Port),
                .. to.Address.GetAddressBytes(), .. Number(to.Address.ScopeId), .. Port(to.Port),
                .. Number((int)state), .. Number(processId),
            ]
            :
            [
                .. Number((int)state), .. from.Address.GetAddressBytes(), .. Port(from.Port), .. to.Address.GetAddressBytes(), .. Port(to.Port),
                .. Number(processId),
            ];
    }

    /// <summary>The number of rows, then the rows.</summary>
    public static byte[] Table(params byte[][] rows) => [.. Number(rows.Length), .. rows.SelectMany(row => row)];

    public static byte[] Number(long value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }

    private static byte[] Port(int port) => [(byte)(port >> 8), (byte)port, 0xDE, 0xAD];
}
