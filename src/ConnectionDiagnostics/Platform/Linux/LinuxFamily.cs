using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Address families by their numbers on Linux (bits/socket.h).</summary>
internal static class LinuxFamily
{
    public const byte IPv4 = 2;
    public const byte IPv6 = 10;

    public static byte Of(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? IPv6 : IPv4;

    /// <summary>An address as the kernel writes it; <see langword="null"/> when the length is that of no address.</summary>
    public static IPAddress? Read(ReadOnlySpan<byte> bytes, int interfaceIndex = 0)
    {
        if (bytes.Length is not (4 or 16))
        {
            return null;
        }

        bool linkLocal = bytes.Length == 16 && bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;
        return linkLocal ? new IPAddress(bytes, (uint)interfaceIndex) : new IPAddress(bytes);
    }
}
