using System.Buffers.Binary;
using System.Net;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class ErrorQueueTests
{
    [Theory]
    [InlineData("192.0.2.1", 3, 13)]
    [InlineData("8.8.8.8", 3, 3)]
    [InlineData("2001:db8::1", 1, 4)]
    public void Reads_type_code_and_sender(string sender, byte type, byte code)
    {
        List<IcmpError> errors = Read(Message(sender, type, code));

        IcmpError error = errors.Should().ContainSingle().Subject;
        error.Type.Should().Be(type);
        error.Code.Should().Be(code);
        error.Sender.Should().Be(IPAddress.Parse(sender));
        error.IsIPv6.Should().Be(sender.Contains(':', StringComparison.Ordinal));
    }

    [Fact]
    public void Reads_several_messages() => Read([.. Message("192.0.2.1", 3, 13), .. Message("192.0.2.2", 11, 0)]).Should().HaveCount(2);

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(4)]
    public void Errors_of_another_origin_are_no_ICMP(byte origin) => Read(Message("192.0.2.1", 3, 13, origin)).Should().BeEmpty();

    [Fact]
    public void Control_messages_of_another_kind_are_passed_over()
    {
        byte[] other = Message("192.0.2.1", 3, 13);
        BinaryPrimitives.WriteInt32LittleEndian(other.AsSpan(nint.Size), 1);

        Read([.. other, .. Message("192.0.2.2", 3, 13)]).Should().ContainSingle().Which.Sender.Should().Be(IPAddress.Parse("192.0.2.2"));
    }

    [Fact]
    public void An_error_without_a_sender_tells_nothing()
    {
        byte[] message = Message("192.0.2.1", 3, 13);
        message.AsSpan(nint.Size + 8 + 16).Clear();

        Read(message).Should().BeEmpty();
    }

    [Fact]
    public void A_message_that_is_cut_anywhere_tells_nothing_and_never_throws()
    {
        byte[] message = Message("2001:db8::1", 1, 4);
        for (int length = 0; length < nint.Size + 8 + 16 + 28; length++)
        {
            Read(message[..length]).Should().BeEmpty();
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes => Read(bytes), Message("192.0.2.1", 3, 13), Message("2001:db8::1", 1, 4));

    private static List<IcmpError> Read(byte[] control)
    {
        var errors = new List<IcmpError>();
        ErrorQueue.ReadControl(control, errors);
        return errors;
    }

    /// <summary>struct cmsghdr, struct sock_extended_err, struct sockaddr.</summary>
    private static byte[] Message(string sender, byte type, byte code, byte? origin = null)
    {
        bool isIPv6 = sender.Contains(':', StringComparison.Ordinal);
        int length = nint.Size + 8 + 16 + (isIPv6 ? 28 : 16);
        byte[] message = new byte[(length + nint.Size - 1) & ~(nint.Size - 1)];
        BinaryPrimitives.WriteInt64LittleEndian(message, length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(nint.Size), isIPv6 ? 41 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(nint.Size + 4), isIPv6 ? 25 : 11);
        Span<byte> error = message.AsSpan(nint.Size + 8);
        error[0] = 111;
        error[4] = origin ?? (byte)(isIPv6 ? 3 : 2);
        error[5] = type;
        error[6] = code;
        Span<byte> offender = error[16..];
        offender[0] = (byte)(isIPv6 ? 10 : 2);
        IPAddress.Parse(sender).TryWriteBytes(offender[(isIPv6 ? 8 : 4)..], out _);
        return message;
    }
}
