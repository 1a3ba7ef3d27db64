using System.Buffers.Binary;
using System.Net;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>A message about a route (<c>struct rt_msghdr</c> and the addresses behind it, xnu's bsd/net/route.h).</summary>
internal sealed record RoutingMessage
{
    /// <summary>
    /// <c>struct rt_msghdr</c>: length 2, version 1, type 1, interface 2 + padding 2, flags, which addresses, process, sequence, error, use and which
    /// metrics 4 each, then <c>struct rt_metrics</c>, 14 numbers of 4.
    /// </summary>
    public const int HeaderSize = 92;

    public const byte Version = 5;
    public const byte Get = 4;

    // Which addresses are there, in this order (RTA_…).
    public const int HasDestination = 1;
    public const int HasGateway = 2;
    public const int HasInterface = 0x10;
    private const int HasSource = 0x20;
    private const int Addresses = 8;

    private const int Expire = 48;

    public byte Type { get; private init; }

    public int InterfaceIndex { get; private init; }

    public RouteFlags Flags { get; private init; }

    public int ProcessId { get; private init; }

    public int Sequence { get; private init; }

    public int Error { get; private init; }

    /// <summary>Whether the entry stays until somebody removes it.</summary>
    public bool IsPermanent { get; private init; }

    public IPAddress? Destination { get; private init; }

    /// <summary>The router, if the route leads to one.</summary>
    public IPAddress? Gateway { get; private init; }

    /// <summary>When the route leads to the link: the length of the hardware's address, 0 while it is not known.</summary>
    public int? HardwareLength { get; private init; }

    public string? Interface { get; private init; }

    /// <summary>The interface's address that goes with the route.</summary>
    public IPAddress? Source { get; private init; }

    /// <summary>Reads one message off the front.</summary>
    /// <returns>The message, or <see langword="null"/> when it is cut or of another version; then nothing more is to be read.</returns>
    public static RoutingMessage? Read(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || bytes[2] != Version || BinaryPrimitives.ReadUInt16LittleEndian(bytes) is var length
            && (length < HeaderSize || length > bytes.Length))
        {
            bytes = [];
            return null;
        }

        ReadOnlySpan<byte> message = bytes[..length];
        bytes = bytes[length..];
        int index = BinaryPrimitives.ReadUInt16LittleEndian(message[4..]);
        int present = BinaryPrimitives.ReadInt32LittleEndian(message[12..]);
        return ReadAddresses(message[HeaderSize..], present, new RoutingMessage
        {
            Type = message[3],
            InterfaceIndex = index,
            Flags = (RouteFlags)BinaryPrimitives.ReadInt32LittleEndian(message[8..]),
            ProcessId = BinaryPrimitives.ReadInt32LittleEndian(message[16..]),
            Sequence = BinaryPrimitives.ReadInt32LittleEndian(message[20..]),
            Error = BinaryPrimitives.ReadInt32LittleEndian(message[24..]),
            IsPermanent = BinaryPrimitives.ReadInt32LittleEndian(message[Expire..]) == 0,
        });
    }

    private static RoutingMessage ReadAddresses(ReadOnlySpan<byte> bytes, int present, RoutingMessage message)
    {
        for (int bit = 0; bit < Addresses && bytes.Length > 0; bit++)
        {
            int which = 1 << bit;
            if ((present & which) == 0)
            {
                continue;
            }

            if (bytes[0] > bytes.Length)
            {
                return message;
            }

            ReadOnlySpan<byte> address = bytes[..bytes[0]];
            message = which switch
            {
                HasDestination => message with { Destination = RoutingAddress.ReadIP(address, message.InterfaceIndex) },
                HasGateway => message with
                {
                    Gateway = RoutingAddress.ReadIP(address, message.InterfaceIndex),
                    HardwareLength = RoutingAddress.ReadHardwareLength(address),
                },
                HasInterface => message with { Interface = RoutingAddress.ReadInterface(address) },
                HasSource => message with { Source = RoutingAddress.ReadIP(address, message.InterfaceIndex) },
                _ => message,
            };
            bytes = bytes[Math.Min(RoutingAddress.Step(bytes[0]), bytes.Length)..];
        }

        return message;
    }
}
