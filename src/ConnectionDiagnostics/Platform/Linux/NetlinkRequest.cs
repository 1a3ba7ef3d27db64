using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Writes one question to the kernel: header, fixed part, attributes (netlink(7)).</summary>
internal sealed class NetlinkRequest
{
    private const ushort FlagRequest = 1;
    private const ushort FlagsDump = 0x300;

    private readonly byte[] _bytes = new byte[256];
    private int _length;

    public NetlinkRequest(ushort type, int bodySize, bool dump = false)
    {
        IsDump = dump;
        _length = NetlinkDatagram.HeaderSize + bodySize;
        Write(4, type);
        Write(6, (ushort)(FlagRequest | (dump ? FlagsDump : 0)));
    }

    /// <summary>Whether the answer is a list that comes in many datagrams.</summary>
    public bool IsDump { get; }

    /// <summary>The fixed part.</summary>
    public Span<byte> Body => _bytes.AsSpan(NetlinkDatagram.HeaderSize, _length - NetlinkDatagram.HeaderSize);

    public void Add(ushort attribute, ReadOnlySpan<byte> value)
    {
        Write(_length, (ushort)(4 + value.Length));
        Write(_length + 2, attribute);
        value.CopyTo(_bytes.AsSpan(_length + 4));
        _length = NetlinkDatagram.Align(_length + 4 + value.Length);
    }

    public void Add(ushort attribute, int value) => Add(attribute, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    public ReadOnlySpan<byte> Finish()
    {
        MemoryMarshal.Write(_bytes, in _length);
        return _bytes.AsSpan(0, _length);
    }

    private void Write(int offset, ushort value) => MemoryMarshal.Write(_bytes.AsSpan(offset), in value);
}
