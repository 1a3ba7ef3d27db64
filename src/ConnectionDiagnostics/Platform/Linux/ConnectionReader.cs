using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Counts the sockets that the kernel tells of, those to a destination apart. Keeps none: there may be a hundred thousand.</summary>
internal sealed class ConnectionReader : INetlinkReader
{
    /// <summary>Beyond these the processes with most connections are the same, as a rule.</summary>
    private const int MaxInodes = 4096;

    private readonly byte[] _address;
    private readonly byte[] _mapped;
    private readonly int _port;
    private readonly int _scope;

    public ConnectionReader(IPEndPoint destination)
    {
        IPAddress address = destination.Address.IsIPv4MappedToIPv6 ? destination.Address.MapToIPv4() : destination.Address;
        _address = address.GetAddressBytes();
        _mapped = address.MapToIPv6().GetAddressBytes();
        _port = destination.Port;
        _scope = _address.Length == 16 ? (int)address.ScopeId : 0;
    }

    public ConnectionTally ToDestination { get; } = new();

    public ConnectionTally All { get; } = new();

    /// <summary>The sockets to the destination, to find their processes by; those that no process holds any more have none.</summary>
    public HashSet<ulong> Inodes { get; } = [];

    public void Read(ushort type, ReadOnlySpan<byte> message)
    {
        if (type != SockDiag.ByFamily || message.Length < SockDiag.MessageSize)
        {
            return;
        }

        ConnectionState state = ToState(message[1]);
        All.Add(state);
        if (!IsToDestination(message))
        {
            return;
        }

        ToDestination.Add(state);
        uint inode = MemoryMarshal.Read<uint>(message[68..]);
        if (inode != 0 && Inodes.Count < MaxInodes)
        {
            Inodes.Add(inode);
        }
    }

    /// <summary><c>struct inet_diag_sockid</c>. A socket of <c>[::]</c> writes the IPv4 address of its peer mapped into IPv6.</summary>
    private bool IsToDestination(ReadOnlySpan<byte> message)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(message[6..]) != _port)
        {
            return false;
        }

        if (message[0] != LinuxFamily.IPv6)
        {
            return message.Slice(24, 4).SequenceEqual(_address);
        }

        int scope = MemoryMarshal.Read<int>(message[40..]);
        return message.Slice(24, 16).SequenceEqual(_mapped) && (_scope == 0 || scope == 0 || scope == _scope);
    }

    /// <summary>The kernel's states (net/tcp_states.h); 12 is another of being opened by the peer.</summary>
    private static ConnectionState ToState(byte state) => state switch
    {
        12 => ConnectionState.SynReceived,
        7 or 10 or 0 or > (byte)ConnectionState.Closing => ConnectionState.Other,
        _ => (ConnectionState)state,
    };
}
