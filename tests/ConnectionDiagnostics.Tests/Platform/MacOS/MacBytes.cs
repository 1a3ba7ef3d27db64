using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Tests.Platform.MacOS;

/// <summary>Bytes as xnu's headers lay them out, written apart from the code that reads them.</summary>
internal static class MacBytes
{
    public const int Gateway = 0x2, Reject = 0x8, Up = 0x1, Host = 0x4, Done = 0x40, LinkInformation = 0x400, Static = 0x800, Blackhole = 0x1000;
    public const int Local = 0x200000, Broadcast = 0x400000, Multicast = 0x800000;

    /// <summary>struct rt_msghdr (bsd/net/route.h) and the addresses that follow it, in the order of their bits.</summary>
    public static byte[] Message(int flags, int index, int expire, (int Bit, byte[] Address)[] addresses, int sequence = 7, int processId = 42, int error = 0)
    {
        byte[] header = new byte[92];
        byte[] message = [.. header, .. addresses.SelectMany(address => Padded(address.Address))];
        BinaryPrimitives.WriteUInt16LittleEndian(message, (ushort)message.Length);
        message[2] = 5;
        message[3] = 4;
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), (ushort)index);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(8), flags);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), addresses.Sum(address => address.Bit));
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16), processId);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(20), sequence);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(24), error);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(48), expire);
        return message;
    }

    /// <summary>struct sockaddr_in or sockaddr_in6; an address of the link has its scope where BSD keeps it.</summary>
    public static byte[] IP(string address, bool embedScope = false)
    {
        var ip = IPAddress.Parse(address);
        if (ip.AddressFamily == AddressFamily.InterNetwork)
        {
            return [16, 2, 0, 0, .. ip.GetAddressBytes(), .. new byte[8]];
        }

        byte[] bytes = [28, 30, 0, 0, 0, 0, 0, 0, .. ip.GetAddressBytes(), 0, 0, 0, 0];
        if (embedScope)
        {
            bytes[11] = (byte)ip.ScopeId;
        }
        else
        {
            bytes[24] = (byte)ip.ScopeId;
        }

        return bytes;
    }

    /// <summary>struct sockaddr_dl (bsd/net/if_dl.h).</summary>
    public static byte[] Link(int index, string name, int hardwareLength, byte type = 6)
    {
        byte[] data = [.. Encoding.ASCII.GetBytes(name), .. new byte[hardwareLength]];
        return [(byte)(8 + Math.Max(12, data.Length)), 18, (byte)index, 0, type, (byte)name.Length, (byte)hardwareLength, 0, .. data, .. new byte[Math.Max(0, 12 - data.Length)]];
    }

    /// <summary>As rt_msg2 in bsd/net/rtsock.c aligns them.</summary>
    private static byte[] Padded(byte[] address) => address[0] == 0 ? new byte[4] : [.. address, .. new byte[((address.Length + 3) & ~3) - address.Length]];
}
