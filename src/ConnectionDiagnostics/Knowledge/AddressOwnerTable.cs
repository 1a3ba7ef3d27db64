using System.Buffers.Binary;
using System.Text;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>
/// The addresses of each family, cut where the owner changes, so that a look-up is one binary search. <c>.ci/refresh-knowledge</c> made the cuts,
/// innermost network first; nothing is parsed here, because the first look-up is in a process that is cold.
/// </summary>
/// <remarks>
/// Lines of remarks that begin with <c>#</c>; a line of providers' ids, with blanks between; then, in big endian, how many cuts there are in IPv4
/// and in IPv6 (4 bytes each), and for each of the two the cuts' addresses (the first 4 or 8 bytes) and after them the owners (1 byte each: 0 for
/// nobody, otherwise the provider's place in the line, from 1).
/// </remarks>
internal sealed class AddressOwnerTable
{
    private readonly byte[] _content;
    private readonly AddressOwner?[] _owners;
    private readonly int _startV4;
    private readonly int _startV6;

    public AddressOwnerTable(byte[] content)
    {
        _content = content;
        int at = 0;
        while (content[at] == '#')
        {
            at = Array.IndexOf(content, (byte)'\n', at) + 1;
        }

        int end = Array.IndexOf(content, (byte)'\n', at);
        string[] ids = Encoding.ASCII.GetString(content, at, end - at).Split(' ');
        _owners = new AddressOwner?[ids.Length + 1];
        for (int i = 0; i < ids.Length; i++)
        {
            _owners[i + 1] = Providers.Find(ids[i]) ?? throw new InvalidOperationException($"The provider {ids[i]} is not known.");
        }

        CountV4 = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(end + 1));
        CountV6 = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(end + 5));
        _startV4 = end + 9;
        _startV6 = _startV4 + (5 * CountV4);
        if (_startV6 + (9 * CountV6) != content.Length)
        {
            throw new InvalidOperationException("The table of addresses is not as long as it says.");
        }
    }

    public int CountV4 { get; }

    public int CountV6 { get; }

    public AddressOwner? FindV4(uint address)
    {
        ReadOnlySpan<byte> starts = _content.AsSpan(_startV4, 4 * CountV4);
        int low = 0;
        int high = CountV4;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (BinaryPrimitives.ReadUInt32BigEndian(starts[(4 * middle)..]) <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : _owners[_content[_startV4 + (4 * CountV4) + low - 1]];
    }

    /// <param name="address">Its first 64 bits: no network in the table is longer.</param>
    public AddressOwner? FindV6(ulong address)
    {
        ReadOnlySpan<byte> starts = _content.AsSpan(_startV6, 8 * CountV6);
        int low = 0;
        int high = CountV6;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (BinaryPrimitives.ReadUInt64BigEndian(starts[(8 * middle)..]) <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : _owners[_content[_startV6 + (8 * CountV6) + low - 1]];
    }
}
