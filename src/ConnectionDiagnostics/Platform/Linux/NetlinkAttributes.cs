using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Walks over attributes (<c>struct rtattr</c>, rtnetlink(7)): <c>while (attributes.Next()) …</c>. Ends where something cannot be.</summary>
internal ref struct NetlinkAttributes(ReadOnlySpan<byte> bytes)
{
    private const int HeaderSize = 4;

    // The two upper bits are marks: nested, and network order (linux/netlink.h).
    private const int TypeMask = 0x3FFF;

    private ReadOnlySpan<byte> _rest = bytes;

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool Next()
    {
        if (_rest.Length < HeaderSize)
        {
            return false;
        }

        int length = MemoryMarshal.Read<ushort>(_rest);
        if (length < HeaderSize || length > _rest.Length)
        {
            return false;
        }

        Type = MemoryMarshal.Read<ushort>(_rest[2..]) & TypeMask;
        Value = _rest[HeaderSize..length];
        _rest = _rest[Math.Min(NetlinkDatagram.Align(length), _rest.Length)..];
        return true;
    }

    /// <summary>The value as a number; <see langword="null"/> when it is too short for one.</summary>
    public readonly int? Number => Value.Length >= sizeof(int) ? MemoryMarshal.Read<int>(Value) : null;

    /// <summary>The value as a text that ends at a zero.</summary>
    public readonly string Text => System.Text.Encoding.UTF8.GetString(Value.IndexOf((byte)0) is var end and >= 0 ? Value[..end] : Value);
}
