using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>
/// An ICMP echo request and what its answers look like (RFC 792; RFC 4443). A datagram socket for ICMP hears what others get too; its IPv4 packets begin with
/// the IP header. The kernel fills in the checksum for IPv6 only.
/// </summary>
internal sealed class EchoExchange(bool isIPv6)
{
    private const int HeaderSize = 8;
    private const int HeaderSizeIPv4 = 20;
    private const int HeaderSizeIPv6 = 40;
    private const byte NextHeaderIcmpV6 = 58;
    private const ushort Sequence = 1;

    private readonly byte[] _identifier = RandomNumberGenerator.GetBytes(2);
    private readonly byte[] _payload = RandomNumberGenerator.GetBytes(16);

    private byte RequestType => (byte)(isIPv6 ? 128 : 8);

    private byte ReplyType => (byte)(isIPv6 ? 129 : 0);

    public byte[] ToBytes()
    {
        byte[] message = new byte[HeaderSize + _payload.Length];
        message[0] = RequestType;
        _identifier.CopyTo(message, 4);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), Sequence);
        _payload.CopyTo(message, HeaderSize);
        if (!isIPv6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Checksum(message));
        }

        return message;
    }

    /// <summary>What a packet says of the request, or <see langword="null"/> when it is about something else.</summary>
    public PingEvidence? Read(ReadOnlySpan<byte> packet, IPAddress sender)
    {
        ReadOnlySpan<byte> message = isIPv6 ? packet : SkipHeaderIPv4(packet);
        if (message.Length < HeaderSize)
        {
            return null;
        }

        if (message[0] == ReplyType)
        {
            return IsOurs(message) && message[HeaderSize..].SequenceEqual(_payload) ? new PingEvidence { Answered = true } : null;
        }

        // IPv4: unreachable, time exceeded, parameter problem; IPv6: unreachable, too big, time exceeded, parameter problem. They quote the request.
        bool isError = isIPv6 ? message[0] is >= 1 and <= 4 : message[0] is 3 or 11 or 12;
        return isError && IsRequest(SkipQuotedHeader(message[HeaderSize..]))
            ? new PingEvidence { Answered = false, Error = new IcmpError { Type = message[0], Code = message[1], Sender = sender, IsIPv6 = isIPv6 } }
            : null;
    }

    /// <summary>RFC 1071.</summary>
    internal static ushort Checksum(ReadOnlySpan<byte> message)
    {
        uint sum = 0;
        for (int i = 0; i < message.Length; i += 2)
        {
            sum += i + 1 < message.Length ? BinaryPrimitives.ReadUInt16BigEndian(message[i..]) : (uint)message[i] << 8;
        }

        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static ReadOnlySpan<byte> SkipHeaderIPv4(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < HeaderSizeIPv4 || packet[0] >> 4 != 4)
        {
            return [];
        }

        int length = (packet[0] & 0x0F) * 4;
        return length >= HeaderSizeIPv4 && length <= packet.Length ? packet[length..] : [];
    }

    private ReadOnlySpan<byte> SkipQuotedHeader(ReadOnlySpan<byte> quoted) =>
        !isIPv6 ? SkipHeaderIPv4(quoted)
        : quoted.Length >= HeaderSizeIPv6 && quoted[6] == NextHeaderIcmpV6 ? quoted[HeaderSizeIPv6..]
        : [];

    private bool IsRequest(ReadOnlySpan<byte> message) => message.Length >= HeaderSize && message[0] == RequestType && IsOurs(message);

    private bool IsOurs(ReadOnlySpan<byte> message) =>
        message[4..6].SequenceEqual(_identifier) && BinaryPrimitives.ReadUInt16BigEndian(message[6..]) == Sequence;
}
