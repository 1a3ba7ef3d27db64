using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class EchoMessageTests
{
    [Theory]
    [InlineData(false, 8, 0)]
    [InlineData(true, 128, 129)]
    public void A_reply_has_the_payload_of_the_request(bool isIPv6, byte requestType, byte replyType)
    {
        var message = new EchoMessage(isIPv6);
        byte[] reply = message.ToBytes();
        reply[0].Should().Be(requestType);
        message.IsAnsweredBy(reply).Should().BeFalse("it is the request itself");
        reply[0] = replyType;
        // The kernel puts in its own identifier and a checksum.
        reply[2] = reply[3] = reply[4] = reply[5] = 0x77;

        message.IsAnsweredBy(reply).Should().BeTrue();
        new EchoMessage(isIPv6).IsAnsweredBy(reply).Should().BeFalse("it answers another");
    }

    [Fact]
    public void A_reply_that_is_changed_or_cut_anywhere_is_none()
    {
        var message = new EchoMessage(isIPv6: false);
        byte[] reply = message.ToBytes();
        reply[0] = 0;
        for (int i = 0; i < reply.Length; i++)
        {
            message.IsAnsweredBy(reply.AsSpan(0, i)).Should().BeFalse();
            byte[] changed = [.. reply];
            changed[i] ^= 1;
            message.IsAnsweredBy(changed).Should().Be(i is >= 2 and < 6);
        }

        message.IsAnsweredBy([.. reply, 0]).Should().BeFalse();
    }
}
