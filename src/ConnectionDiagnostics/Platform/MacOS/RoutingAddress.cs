using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>
/// The <c>sockaddr</c>s of routing messages. All begin with their length and family, a byte each, and in a message the next one begins at a multiple
/// of four bytes; one of length 0 takes four (ROUNDUP32 in xnu's bsd/net/rtsock.c). macOS runs on little-endian machines only.
/// </summary>
internal static class RoutingAddress
{
    public const byte AfInet = 2;
    public const byte AfLink = 18;
    public const byte AfInet6 = 30;

    /// <summary><c>struct sockaddr_in</c>: length, family, port 2, address 4, zeros 8.</summary>
    public const int SizeIPv4 = 16;

    /// <summary><c>struct sockaddr_in6</c>: length, family, port 2, flow 4, address 16, scope 4.</summary>
    public const int SizeIPv6 = 28;

    /// <summary><c>struct sockaddr_dl</c>: length, family, index 2, type, name's length, address' length, selector's length, name and address 12 or more.</summary>
    public const int SizeLink = 20;

    private const int LinkNameLength = 5;
    private const int LinkAddressLength = 6;
    private const int LinkData = 8;

    public static int WriteIP(Span<byte> bytes, IPAddress address)
    {
        bool isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        int size = isIPv6 ? SizeIPv6 : SizeIPv4;
        bytes[..size].Clear();
        bytes[0] = (byte)size;
        bytes[1] = isIPv6 ? AfInet6 : AfInet;
        address.TryWriteBytes(bytes[(isIPv6 ? 8 : 4)..], out _);
        if (isIPv6)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], (uint)address.ScopeId);
        }

        return size;
    }

    /// <summary>An empty address of a link: asks for the interface.</summary>
    public static int WriteLink(Span<byte> bytes)
    {
        bytes[..SizeLink].Clear();
        bytes[0] = SizeLink;
        bytes[1] = AfLink;
        return SizeLink;
    }

    /// <summary>How far the next address is.</summary>
    public static int Step(byte length) => length == 0 ? 4 : (length + 3) & ~3;

    /// <param name="bytes">One address, of the length that it states.</param>
    /// <param name="interfaceIndex">The scope of an address of the link that names none.</param>
    public static IPAddress? ReadIP(ReadOnlySpan<byte> bytes, int interfaceIndex) => bytes switch
    {
        // IPv4 addresses may leave out their zeros.
        [_, AfInet, ..] when bytes.Length >= 8 => new IPAddress(bytes.Slice(4, 4)),
        [_, AfInet6, ..] when bytes.Length >= 24 => ReadIPv6(bytes, interfaceIndex),
        _ => null,
    };

    /// <summary>The interface's name, of the address of a link.</summary>
    public static string? ReadInterface(ReadOnlySpan<byte> bytes) =>
        IsLink(bytes) && bytes[LinkNameLength] is > 0 and var length && bytes.Length >= LinkData + length
            ? Encoding.ASCII.GetString(bytes.Slice(LinkData, length))
            : null;

    /// <summary>The length of the hardware's address, of the address of a link; 0 while it is not known. The address itself may be blanked out.</summary>
    public static int? ReadHardwareLength(ReadOnlySpan<byte> bytes) => IsLink(bytes) ? bytes[LinkAddressLength] : null;

    private static bool IsLink(ReadOnlySpan<byte> bytes) => bytes.Length >= LinkData && bytes[1] == AfLink;

    private static IPAddress ReadIPv6(ReadOnlySpan<byte> bytes, int interfaceIndex)
    {
        Span<byte> address = stackalloc byte[16];
        bytes.Slice(8, 16).CopyTo(address);
        if (address[0] != 0xFE || (address[1] & 0xC0) != 0x80)
        {
            return new IPAddress(address);
        }

        // The kernel keeps the scope of an address of the link inside the address (KAME), and may hand it out so.
        uint embedded = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        address.Slice(2, 2).Clear();
        uint stated = bytes.Length >= SizeIPv6 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) : 0;
        return new IPAddress(address, stated != 0 ? stated : embedded != 0 ? embedded : (uint)Math.Max(interfaceIndex, 0));
    }
}
