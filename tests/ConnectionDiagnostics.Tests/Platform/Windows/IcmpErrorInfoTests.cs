using System.Net;
using ConnectionDiagnostics.Platform.Windows;
using static ConnectionDiagnostics.Tests.Platform.Windows.WindowsBytes;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

public class IcmpErrorInfoTests
{
    [Theory]
    [InlineData("192.0.2.1", 1, 3, 13)]
    [InlineData("10.0.0.1", 1, 11, 0)]
    [InlineData("2001:db8::1", 58, 1, 4)]
    public void Reads_type_code_and_sender(string sender, byte protocol, byte type, byte code) => IcmpErrorInfo.Read(Info(sender, protocol, type, code)).Should().BeEquivalentTo(
        new IcmpError { Sender = IPAddress.Parse(sender), IsIPv6 = protocol == 58, Type = type, Code = code });

    [Theory]
    [InlineData(null)]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void An_error_without_a_sender_is_none(string? sender) => IcmpErrorInfo.Read(Info(sender, 1, 3, 1)).Should().BeNull();

    [Fact]
    public void A_structure_that_is_cut_tells_nothing_but_for_its_padding()
    {
        byte[] info = Info("192.0.2.1", 1, 3, 13);
        info.Should().HaveCount(IcmpErrorInfo.Size);
        for (int length = 0; length < info.Length; length++)
        {
            (IcmpErrorInfo.Read(info.AsSpan(0, length)) is not null).Should().Be(length >= 34);
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes => IcmpErrorInfo.Read(bytes), Info("192.0.2.1", 1, 3, 13), Info("2001:db8::1", 58, 1, 4));

    /// <summary>ICMP_ERROR_INFO (ws2ipdef.h): SOCKADDR_INET srcaddress, IPPROTO protocol, UINT8 type, UINT8 code.</summary>
    private static byte[] Info(string? sender, byte protocol, byte type, byte code) => [.. Address(sender), .. Number(protocol), type, code, 0, 0];
}
