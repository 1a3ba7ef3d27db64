using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Testing.Names;

/// <summary>One question as it came by UDP, and the answers to it (RFC 1035, section 4.1).</summary>
internal sealed class NameQuestion
{
    private const int HeaderLength = 12;

    private const int AddressType = 1;

    /// <summary>RFC 3596, section 2.1.</summary>
    private const int IPv6AddressType = 28;

    private const byte Minute = 60;

    /// <summary>A pointer to the name in the question (RFC 1035, section 4.1.4).</summary>
    private static readonly byte[] NameOfQuestion = [0xC0, HeaderLength];

    private readonly byte[] _headerAndQuestion;
    private readonly int _type;

    private NameQuestion(string name, int type, byte[] headerAndQuestion)
    {
        Name = name;
        _type = type;
        _headerAndQuestion = headerAndQuestion;
    }

    /// <summary>The name, in lower case and without the last dot.</summary>
    public string Name { get; }

    /// <returns><see langword="null"/> when it is no question.</returns>
    public static NameQuestion? Parse(ReadOnlySpan<byte> message)
    {
        // The first bit of the flags marks answers; one question, as everybody sends.
        if (message.Length < HeaderLength || (message[2] & 0x80) != 0 || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
        {
            return null;
        }

        var labels = new List<string>();
        int position = HeaderLength;
        while (position < message.Length && message[position] is > 0 and < 64)
        {
            int end = position + 1 + message[position];
            if (end >= message.Length)
            {
                return null;
            }

            labels.Add(Encoding.Latin1.GetString(message[(position + 1)..end]));
            position = end;
        }

        // The root, the type and the class.
        int length = position + 5;
        return length > message.Length || message[position] != 0
            ? null
            : new NameQuestion(
                string.Join('.', labels).ToLowerInvariant(), BinaryPrimitives.ReadUInt16BigEndian(message[(position + 1)..]), message[..length].ToArray());
    }

    /// <returns><see langword="null"/> to stay silent.</returns>
    public byte[]? Answer(NameAnswer answer)
    {
        if (answer.ResponseCode is not { } code)
        {
            return null;
        }

        IPAddress[] addresses = [.. answer.Records.Where(address => TypeOf(address) == _type)];
        byte[] message = [.. _headerAndQuestion, .. addresses.SelectMany(RecordOf)];
        // A response, recursion available; the question's opcode and its wish for recursion stay. The counts of all but question and answers are 0.
        message[2] = (byte)(0x80 | (message[2] & 0x79));
        message[3] = (byte)(0x80 | (int)code);
        message.AsSpan(6, 6).Clear();
        message[7] = (byte)addresses.Length;
        return message;
    }

    private static int TypeOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? AddressType : IPv6AddressType;

    /// <summary>Name, type, class IN, lifetime, length, address.</summary>
    private static byte[] RecordOf(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return [.. NameOfQuestion, 0, (byte)TypeOf(address), 0, 1, 0, 0, 0, Minute, 0, (byte)bytes.Length, .. bytes];
    }
}
