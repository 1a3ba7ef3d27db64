using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Tests.Probes.Names;

/// <summary>Messages of DNS, byte by byte (RFC 1035, section 4.1).</summary>
internal static class DnsBytes
{
    public const int NoError = 0;
    public const int ServerFailure = 2;
    public const int NoSuchName = 3;
    public const int Refused = 5;

    private const int Header = 12;

    /// <summary>A response to a question: its number, its name and type as they came, and the records.</summary>
    public static byte[] Reply(byte[] question, int code = NoError, byte[][]? answers = null, byte[][]? additionals = null, bool truncated = false) =>
    [
        .. question[..2], (byte)(0x81 | (truncated ? 2 : 0)), (byte)(0x80 | code), 0, 1, 0, (byte)(answers?.Length ?? 0), 0, 0, 0, (byte)(additionals?.Length ?? 0),
        .. Question(question), .. (answers ?? []).SelectMany(record => record), .. (additionals ?? []).SelectMany(record => record),
    ];

    /// <summary>The section of a message that asks: name, type, class.</summary>
    public static byte[] Question(byte[] message) => message[Header..(Array.IndexOf(message, (byte)0, Header) + 5)];

    public static bool AsksForIPv6(byte[] question) => Question(question)[^3] == 28;

    public static byte[] Address(string name, string address, uint seconds = 60)
    {
        var parsed = IPAddress.Parse(address);
        return Record(name, parsed.AddressFamily == AddressFamily.InterNetworkV6 ? 28 : 1, seconds, parsed.GetAddressBytes());
    }

    public static byte[] Alias(string name, string other, uint seconds = 60) => Record(name, 5, seconds, Name(other));

    /// <summary>EDNS with extended errors (RFC 6891, section 6.1.2; RFC 8914, section 2).</summary>
    public static byte[] ExtendedErrors(params (int Code, string Text)[] errors) =>
    [
        0, 0, 41, 4, 0xD0, 0, 0, 0, 0, .. Short(errors.Sum(error => 6 + error.Text.Length)),
        .. errors.SelectMany(error => (byte[])[0, 15, .. Short(2 + error.Text.Length), .. Short(error.Code), .. Encoding.ASCII.GetBytes(error.Text)]),
    ];

    public static byte[] Name(string name) =>
        [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private static byte[] Record(string name, int type, uint seconds, byte[] data)
    {
        byte[] lifetime = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(lifetime, seconds);
        return [.. Name(name), .. Short(type), 0, 1, .. lifetime, .. Short(data.Length), .. data];
    }

    private static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];
}
