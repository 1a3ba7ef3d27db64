using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>
/// <c>SOCKADDR_INET</c> (ws2ipdef.h), a union of <c>sockaddr_in</c> { family, port, address } and <c>sockaddr_in6</c> { family, port, flow,
/// address, scope }. Windows runs on little-endian machines only.
/// </summary>
internal static class SocketAddressInet
{
    public const int Size = 28;
    public const ushort AfInet = 2;
    public const ushort AfInet6 = 23;

    private const int AddressIPv4 = 4;
    private const int AddressIPv6 = 8;
    private const int Scope = 24;

    public static void Write(Span<byte> bytes, IPAddress address)
    {
        bytes[..Size].Clear();
        bool isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, isIPv6 ? AfInet6 : AfInet);
        address.TryWriteBytes(bytes[(isIPv6 ? AddressIPv6 : AddressIPv4)..], out _);
        if (isIPv6)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[Scope..], (uint)address.ScopeId);
        }
    }

    /// <summary>The address, or <see langword="null"/> when it is of no family that is known here, or cut.</summary>
    public static IPAddress? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
        {
            return null;
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(bytes) switch
        {
            AfInet => new IPAddress(bytes.Slice(AddressIPv4, 4)),
            AfInet6 => ReadIPv6(bytes.Slice(AddressIPv6, 16), BinaryPrimitives.ReadUInt32LittleEndian(bytes[Scope..])),
            _ => null,
        };
    }

    /// <summary>With its scope, which means something on a link only.</summary>
    public static IPAddress ReadIPv6(ReadOnlySpan<byte> address, uint scope) =>
        address[0] == 0xFE && (address[1] & 0xC0) == 0x80 ? new IPAddress(address, scope) : new IPAddress(address);
}
