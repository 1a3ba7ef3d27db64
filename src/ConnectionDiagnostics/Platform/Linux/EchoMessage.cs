using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>An ICMP echo request and what a reply to it looks like (RFC 792; RFC 4443, section 4).</summary>
/// <remarks>The kernel puts in the identifier and the checksum, and hands a socket the replies to its own identifier only.</remarks>
internal sealed class EchoMessage(bool isIPv6)
{
    private const int HeaderSize = 8;
    private const ushort Sequence = 1;

    private readonly byte[] _payload = RandomNumberGenerator.GetBytes(16);

    public byte[] ToBytes()
    {
        byte[] message = new byte[HeaderSize + _payload.Length];
        message[0] = (byte)(isIPv6 ? 128 : 8);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), Sequence);
        _payload.CopyTo(message, HeaderSize);
        return message;
    }

    /// <summary>Nobody else can know the payload.</summary>
    public bool IsAnsweredBy(ReadOnlySpan<byte> reply) =>
        reply.Length == HeaderSize + _payload.Length && reply[0] == (isIPv6 ? 129 : 0) && reply[1] == 0
        && BinaryPrimitives.ReadUInt16BigEndian(reply[6..]) == Sequence && reply[HeaderSize..].SequenceEqual(_payload);
}
