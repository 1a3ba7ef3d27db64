using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Messages behind one another in a datagram (netlink(7)). Apart from the socket, so that recorded bytes can be read too.</summary>
internal static class NetlinkDatagram
{
    /// <summary><c>struct nlmsghdr</c>: length, type, flags, sequence, port id; numbers in host order.</summary>
    public const int HeaderSize = 16;

    private const ushort MessageError = 2;
    private const ushort MessageDone = 3;
    private const int BadMessage = 74;

    public static NetlinkOutcome Read(ReadOnlySpan<byte> datagram, INetlinkReader reader)
    {
        while (datagram.Length >= HeaderSize)
        {
            int length = MemoryMarshal.Read<int>(datagram);
            ushort type = MemoryMarshal.Read<ushort>(datagram[4..]);
            if (length < HeaderSize || length > datagram.Length)
            {
                return new NetlinkOutcome(NetlinkEnd.Broken, BadMessage);
            }

            ReadOnlySpan<byte> message = datagram[HeaderSize..length];
            if (type is MessageDone or MessageError)
            {
                return ReadEnd(message, type);
            }

            reader.Read(type, message);
            datagram = datagram[Math.Min(Align(length), datagram.Length)..];
        }

        return new NetlinkOutcome(NetlinkEnd.More);
    }

    /// <summary>Messages and attributes begin at multiples of four.</summary>
    public static int Align(int length) => (length + 3) & ~3;

    /// <summary>Both kinds of end begin with a negative error number, or zero; old kernels end a dump without one.</summary>
    private static NetlinkOutcome ReadEnd(ReadOnlySpan<byte> message, ushort type)
    {
        if (message.Length < sizeof(int))
        {
            return type == MessageDone ? new NetlinkOutcome(NetlinkEnd.Complete) : new NetlinkOutcome(NetlinkEnd.Broken, BadMessage);
        }

        int error = MemoryMarshal.Read<int>(message);
        return error == 0 ? new NetlinkOutcome(NetlinkEnd.Complete) : new NetlinkOutcome(NetlinkEnd.Refused, error == int.MinValue ? BadMessage : Math.Abs(error));
    }
}
