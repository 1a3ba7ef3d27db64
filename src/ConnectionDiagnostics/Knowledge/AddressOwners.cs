using System.Buffers.Binary;
using System.Net;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>Whose an address is, by the ranges that CDNs and clouds publish. The most specific range decides; of equal ones, the CDN's.</summary>
internal static class AddressOwners
{
    private static readonly Lazy<AddressOwnerTable> Table = new(() => new AddressOwnerTable(KnowledgeResource.Read("address-ranges.bin")));

    /// <summary>Finds the owner, without allocating. The first call reads the table.</summary>
    public static AddressOwner? Find(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out int length))
        {
            return null;
        }

        if (length == 4)
        {
            return FindV4(bytes);
        }

        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        uint third = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        return (high, third) switch
        {
            // ::ffff:0:0/96, an IPv4 address in IPv6 form.
            (0, 0xffff) => FindV4(bytes[12..]),
            // 64:ff9b::/96, an IPv4 address behind NAT64 (RFC 6052).
            (0x0064_ff9b_0000_0000, 0) => FindV4(bytes[12..]),
            _ => Table.Value.FindV6(high),
        };
    }

    private static AddressOwner? FindV4(ReadOnlySpan<byte> bytes) => Table.Value.FindV4(BinaryPrimitives.ReadUInt32BigEndian(bytes));
}
