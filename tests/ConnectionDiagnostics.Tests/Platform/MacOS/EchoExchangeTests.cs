using System.Net;
using ConnectionDiagnostics.Platform.MacOS;

namespace ConnectionDiagnostics.Tests.Platform.MacOS;

public class EchoExchangeTests
{
    private static readonly IPAddress Sender = IPAddress.Parse("192.0.2.1");

    [Fact]
    public void The_request_is_an_echo_request_with_a_checksum_where_the_kernel_sets_none()
    {
        byte[] request = new EchoExchange(isIPv6: false).ToBytes();
        request[..2].Should().Equal(8, 0);
        // Summed up with its checksum a message gives zero (RFC 1071).
        EchoExchange.Checksum(request).Should().Be(0);

        new EchoExchange(isIPv6: true).ToBytes()[..4].Should().Equal(128, 0, 0, 0);
    }

    /// <summary>The example of RFC 1071, section 3.</summary>
    [Fact]
    public void The_checksum_is_that_of_the_RFC() => EchoExchange.Checksum([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]).Should().Be(0x220D);

    [Fact]
    public void A_checksum_of_odd_length_is_padded() => EchoExchange.Checksum([0x12]).Should().Be(0xEDFF);

    [Theory]
    [InlineData(false, 20)]
    [InlineData(false, 24)]
    [InlineData(true, 0)]
    public void A_reply_is_an_answer_behind_whatever_header_there_is(bool isIPv6, int header)
    {
        var exchange = new EchoExchange(isIPv6);

        exchange.Read([.. Header(header), .. Reply(exchange, isIPv6)], Sender).Should().BeEquivalentTo(new PingEvidence { Answered = true });
    }

    [Theory]
    [InlineData(false, 3, 13)]
    [InlineData(false, 11, 0)]
    [InlineData(true, 1, 4)]
    [InlineData(true, 3, 0)]
    public void An_error_that_quotes_the_request_is_told(bool isIPv6, byte type, byte code)
    {
        var exchange = new EchoExchange(isIPv6);

        exchange.Read(Error(exchange, isIPv6, type, code), Sender).Should().BeEquivalentTo(
            new PingEvidence { Answered = false, Error = new IcmpError { Type = type, Code = code, Sender = Sender, IsIPv6 = isIPv6 } });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_others_get_is_nothing_to_us(bool isIPv6)
    {
        var exchange = new EchoExchange(isIPv6);
        var other = new EchoExchange(isIPv6);
        byte[] header = Header(isIPv6 ? 0 : 20);

        exchange.Read([.. header, .. Reply(other, isIPv6)], Sender).Should().BeNull();
        // On loopback the request itself comes by.
        exchange.Read([.. header, .. exchange.ToBytes()], Sender).Should().BeNull();
        byte[] error = Error(exchange, isIPv6, 3, 1);
        error[^1] ^= 0xFF;
        error[^(24 - 4)] ^= 0xFF;
        exchange.Read(error, Sender).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_packet_that_is_cut_anywhere_never_throws(bool isIPv6)
    {
        var exchange = new EchoExchange(isIPv6);
        byte[] reply = [.. Header(isIPv6 ? 0 : 20), .. Reply(exchange, isIPv6)];
        byte[] error = Error(exchange, isIPv6, isIPv6 ? (byte)1 : (byte)3, 1);
        for (int length = 0; length < reply.Length; length++)
        {
            exchange.Read(reply.AsSpan(0, length), Sender).Should().BeNull();
        }

        for (int length = 0; length < error.Length; length++)
        {
            // Routers quote eight bytes of the request at least.
            (exchange.Read(error.AsSpan(0, length), Sender) is not null).Should().Be(length >= error.Length - 16);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Garbage_never_throws(bool isIPv6)
    {
        var exchange = new EchoExchange(isIPv6);

        Garbage.Feed(bytes => exchange.Read(bytes, Sender), [.. Header(isIPv6 ? 0 : 20), .. Reply(exchange, isIPv6)], Error(exchange, isIPv6, 3, 1));
    }

    private static byte[] Reply(EchoExchange exchange, bool isIPv6)
    {
        byte[] reply = exchange.ToBytes();
        reply[0] = (byte)(isIPv6 ? 129 : 0);
        return reply;
    }

    /// <summary>An IP header, the ICMP header of eight bytes, the quoted IP header, the request; IPv6 comes without the first.</summary>
    private static byte[] Error(EchoExchange exchange, bool isIPv6, byte type, byte code)
    {
        byte[] quoted = isIPv6 ? new byte[40] : Header(20);
        if (isIPv6)
        {
            quoted[0] = 0x60;
            quoted[6] = 58;
        }

        return [.. Header(isIPv6 ? 0 : 20), type, code, 0, 0, 0, 0, 0, 0, .. quoted, .. exchange.ToBytes()];
    }

    private static byte[] Header(int length)
    {
        byte[] header = new byte[length];
        if (length > 0)
        {
            header[0] = (byte)(0x40 | (length / 4));
        }

        return header;
    }
}
