using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Makes a list of the listening sockets that the kernel tells of.</summary>
internal sealed class ListenerReader : INetlinkReader
{
    private const int AttributeV6Only = 11;

    public List<Listener> Listeners { get; } = [];

    public void Read(ushort type, ReadOnlySpan<byte> message)
    {
        if (type == SockDiag.ByFamily && message.Length >= SockDiag.MessageSize)
        {
            Listeners.Add(ReadListener(message));
        }
    }

    /// <summary><c>struct inet_diag_msg</c>: numbers in host order, ports and addresses in network order.</summary>
    private static Listener ReadListener(ReadOnlySpan<byte> message)
    {
        bool isIPv6 = message[0] == LinuxFamily.IPv6;
        return new Listener
        {
            Address = LinuxFamily.Read(message.Slice(8, isIPv6 ? 16 : 4), MemoryMarshal.Read<int>(message[40..]))!,
            Port = BinaryPrimitives.ReadUInt16BigEndian(message[4..]),
            QueueLength = (int)MemoryMarshal.Read<uint>(message[56..]),
            QueueLimit = (int)MemoryMarshal.Read<uint>(message[60..]),
            UserId = (int)MemoryMarshal.Read<uint>(message[64..]),
            Inode = MemoryMarshal.Read<uint>(message[68..]),
            IPv6Only = isIPv6 ? ReadV6Only(message[SockDiag.MessageSize..]) : null,
        };
    }

    private static bool? ReadV6Only(ReadOnlySpan<byte> bytes)
    {
        var attributes = new NetlinkAttributes(bytes);
        while (attributes.Next())
        {
            if (attributes.Type == AttributeV6Only && attributes.Value.Length > 0)
            {
                return attributes.Value[0] != 0;
            }
        }

        return null;
    }
}
