using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Listening sockets from the kernel's socket monitor (sock_diag(7)): under a millisecond where /proc/net/tcp takes a hundred.</summary>
internal static class SockDiag
{
    private const int AfNetlink = 16;
    private const int AfInet = 2;
    private const int AfInet6 = 10;
    private const int SockRawCloseOnExec = 3 | 0x80000;
    private const int NetlinkSockDiag = 4;
    private const int SolSocket = 1;
    private const int SoReceiveTimeout = 20;
    private const int RequestSize = 72;
    private const int HeaderSize = 16;
    private const ushort SockDiagByFamily = 20;
    private const ushort MessageDone = 3;
    private const ushort MessageError = 2;
    private const ushort FlagsRequestDump = 0x301;
    private const byte ProtocolTcp = 6;
    private const int StateListen = 10;

    /// <summary><c>struct inet_diag_msg</c>.</summary>
    private const int DiagMessageSize = 72;

    private const ushort AttributeV6Only = 11;

    /// <summary>All listening TCP sockets, or <see langword="null"/> when the kernel or a sandbox denies the question.</summary>
    public static unsafe List<Listener>? ReadListeners()
    {
        int descriptor = LibC.Socket(AfNetlink, SockRawCloseOnExec, NetlinkSockDiag);
        if (descriptor < 0)
        {
            return null;
        }

        try
        {
            // The kernel answers at once; the limit is for a kernel that is not one (gVisor and the like).
            Span<byte> timeout = stackalloc byte[16];
            BinaryPrimitives.WriteInt64LittleEndian(timeout, 1);
            fixed (byte* value = timeout)
            {
                _ = LibC.SetSocketOption(descriptor, SolSocket, SoReceiveTimeout, value, 2 * sizeof(nint));
            }

            var listeners = new List<Listener>();
            byte[] buffer = new byte[64 * 1024];
            if (!Dump(descriptor, AfInet, buffer, listeners) || !Dump(descriptor, AfInet6, buffer, listeners))
            {
                return null;
            }

            listeners.Sort(ListenerOrder.Instance);
            return listeners;
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    /// <summary>Reads one datagram of answers. Separate from the socket so that recorded bytes can be read too.</summary>
    /// <returns>Whether more datagrams follow, or <see langword="null"/> when the kernel reported an error.</returns>
    internal static bool? ReadAnswers(ReadOnlySpan<byte> datagram, List<Listener> listeners)
    {
        while (datagram.Length >= HeaderSize)
        {
            int length = MemoryMarshal.Read<int>(datagram);
            ushort type = MemoryMarshal.Read<ushort>(datagram[4..]);
            if (length < HeaderSize || length > datagram.Length || type == MessageError)
            {
                return null;
            }

            if (type == MessageDone)
            {
                return false;
            }

            if (type == SockDiagByFamily && length >= HeaderSize + DiagMessageSize)
            {
                listeners.Add(ReadListener(datagram[HeaderSize..length]));
            }

            datagram = datagram[Math.Min(Align(length), datagram.Length)..];
        }

        return true;
    }

    private static unsafe bool Dump(int descriptor, byte family, byte[] buffer, List<Listener> listeners)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        WriteRequest(request, family);
        fixed (byte* requestPointer = request)
        fixed (byte* bufferPointer = buffer)
        {
            if (LibC.Send(descriptor, requestPointer, RequestSize, 0) != RequestSize)
            {
                return false;
            }

            bool? more = true;
            while (more == true)
            {
                nint received = LibC.Receive(descriptor, bufferPointer, buffer.Length, 0);
                if (received <= 0)
                {
                    return false;
                }

                more = ReadAnswers(buffer.AsSpan(0, (int)received), listeners);
            }

            return more == false;
        }
    }

    private static void WriteRequest(Span<byte> request, byte family)
    {
        int length = RequestSize;
        ushort type = SockDiagByFamily;
        ushort flags = FlagsRequestDump;
        uint states = 1u << StateListen;
        MemoryMarshal.Write(request, in length);
        MemoryMarshal.Write(request[4..], in type);
        MemoryMarshal.Write(request[6..], in flags);
        request[HeaderSize] = family;
        request[HeaderSize + 1] = ProtocolTcp;
        MemoryMarshal.Write(request[(HeaderSize + 4)..], in states);
    }

    /// <summary><c>struct inet_diag_msg</c>: numbers in host order, ports and addresses in network order.</summary>
    private static Listener ReadListener(ReadOnlySpan<byte> message)
    {
        bool isIPv6 = message[0] == AfInet6;
        ReadOnlySpan<byte> address = message.Slice(8, isIPv6 ? 16 : 4);
        uint scope = MemoryMarshal.Read<uint>(message[40..]);
        bool linkLocal = isIPv6 && address[0] == 0xFE && (address[1] & 0xC0) == 0x80;
        return new Listener
        {
            Address = linkLocal ? new IPAddress(address, scope) : new IPAddress(address),
            Port = BinaryPrimitives.ReadUInt16BigEndian(message[4..]),
            QueueLength = (int)MemoryMarshal.Read<uint>(message[56..]),
            QueueLimit = (int)MemoryMarshal.Read<uint>(message[60..]),
            UserId = (int)MemoryMarshal.Read<uint>(message[64..]),
            Inode = MemoryMarshal.Read<uint>(message[68..]),
            IPv6Only = isIPv6 ? ReadV6Only(message[DiagMessageSize..]) : null,
        };
    }

    private static bool? ReadV6Only(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= 4)
        {
            ushort length = MemoryMarshal.Read<ushort>(attributes);
            ushort type = MemoryMarshal.Read<ushort>(attributes[2..]);
            if (length < 4 || length > attributes.Length)
            {
                return null;
            }

            if (type == AttributeV6Only && length >= 5)
            {
                return attributes[4] != 0;
            }

            attributes = attributes[Math.Min(Align(length), attributes.Length)..];
        }

        return null;
    }

    private static int Align(int length) => (length + 3) & ~3;
}
