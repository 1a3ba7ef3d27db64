using System.Net;
using System.Runtime.InteropServices;
using ConnectionDiagnostics.Platform.MacOS;
using static ConnectionDiagnostics.Tests.Platform.MacOS.MacBytes;

namespace ConnectionDiagnostics.Tests.Platform.MacOS;

public class RoutingMessageTests
{
    /// <summary>What <c>route get 192.0.2.1</c> gets: destination, gateway, netmask, interface, source.</summary>
    private static readonly byte[] Default = Message(
        Up | Gateway | Done | Static, 12, 0,
        [(1, IP("0.0.0.0")), (2, IP("10.0.0.1")), (4, [0]), (0x10, Link(12, "en0", 6)), (0x20, IP("10.0.0.7"))]);

    [Fact]
    public void The_header_has_the_documented_size() => Marshal.SizeOf<Header>().Should().Be(RoutingMessage.HeaderSize).And.Be(92);

    [Fact]
    public void Reads_a_route_with_all_its_addresses()
    {
        RoutingMessage message = Read(Default)!;

        message.InterfaceIndex.Should().Be(12);
        message.Destination.Should().Be(IPAddress.Any);
        message.Gateway.Should().Be(IPAddress.Parse("10.0.0.1"));
        message.HardwareLength.Should().BeNull();
        message.Interface.Should().Be("en0");
        message.Source.Should().Be(IPAddress.Parse("10.0.0.7"));
        message.IsPermanent.Should().BeTrue();
        message.Flags.Should().HaveFlag(RouteFlags.Gateway);
    }

    [Fact]
    public void A_netmask_of_odd_length_does_not_shift_what_follows() => Read(Message(
        Up, 12, 0, [(1, IP("10.0.0.0")), (2, Link(12, "", 0)), (4, [5, 0, 0, 0, 255]), (0x10, Link(12, "utun3", 0)), (0x20, IP("10.0.0.7"))]))
        .Should().BeEquivalentTo(new { Interface = "utun3", Source = IPAddress.Parse("10.0.0.7"), HardwareLength = 0, Gateway = (IPAddress?)null });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_of_the_link_has_its_scope_wherever_the_kernel_keeps_it(bool embedded) =>
        Read(Message(Up | Gateway, 12, 0, [(1, IP("::")), (2, IP("fe80::1%5", embedded))]))!.Gateway.Should().Be(IPAddress.Parse("fe80::1%5"));

    [Fact]
    public void An_address_of_the_link_without_a_scope_has_that_of_the_route() =>
        Read(Message(Up | Gateway, 12, 0, [(1, IP("::")), (2, IP("fe80::1"))]))!.Gateway.Should().Be(IPAddress.Parse("fe80::1%12"));

    [Fact]
    public void Messages_are_read_one_after_another()
    {
        ReadOnlySpan<byte> bytes = [.. Default, .. Default];

        RoutingMessage.Read(ref bytes).Should().NotBeNull();
        RoutingMessage.Read(ref bytes).Should().NotBeNull();
        RoutingMessage.Read(ref bytes).Should().BeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(91)]
    [InlineData(5000)]
    public void A_length_that_cannot_be_ends_the_reading(ushort length)
    {
        byte[] message = [.. Default, .. Default];
        message[0] = (byte)length;
        message[1] = (byte)(length >> 8);
        ReadOnlySpan<byte> bytes = message;

        RoutingMessage.Read(ref bytes).Should().BeNull();
        bytes.Length.Should().Be(0);
    }

    [Fact]
    public void Another_version_is_not_read()
    {
        byte[] message = [.. Default];
        message[2] = 6;

        Read(message).Should().BeNull();
    }

    [Fact]
    public void A_message_that_is_cut_anywhere_never_throws()
    {
        for (int length = 0; length < Default.Length; length++)
        {
            Read(Default[..length]).Should().BeNull();
            if (length >= 92)
            {
                // As if the kernel had cut its addresses itself.
                byte[] cut = Default[..length];
                cut[0] = (byte)length;
                Read(cut).Should().NotBeNull();
            }
        }
    }

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes =>
        {
            ReadOnlySpan<byte> rest = bytes;
            while (RoutingMessage.Read(ref rest) is not null)
            {
            }
        },
        Default, Message(Up | Gateway, 12, 0, [(1, IP("::")), (2, IP("fe80::1%5", true)), (0x10, Link(12, "en0", 6))]));

    [Fact]
    public void The_question_is_that_of_route_get()
    {
        byte[] request = RoutingSocket.ToRequest(IPAddress.Parse("192.0.2.1"), 7);

        request.Should().Equal(Message(0, 0, 0, [(1, IP("192.0.2.1")), (0x10, Link(0, "", 0, type: 0))], sequence: 7, processId: 0));
        RoutingSocket.ToRequest(IPAddress.Parse("fe80::9%5"), 8).Should().Equal(
            Message(0, 0, 0, [(1, IP("fe80::9%5")), (0x10, Link(0, "", 0, type: 0))], sequence: 8, processId: 0));
    }

    [Fact]
    public void The_answer_is_told_from_what_others_asked()
    {
        byte[] heard = [.. Message(Up, 1, 0, [], sequence: 7, processId: 43), .. Message(Up, 2, 0, [], sequence: 6), .. Message(Up, 3, 0, [], sequence: 7)];

        RoutingSocket.FindAnswer(heard, 7, 42)!.InterfaceIndex.Should().Be(3);
        RoutingSocket.FindAnswer(heard, 9, 42).Should().BeNull();
    }

    private static RoutingMessage? Read(byte[] message)
    {
        ReadOnlySpan<byte> bytes = message;
        return RoutingMessage.Read(ref bytes);
    }

    /// <summary>struct rt_msghdr with struct rt_metrics (bsd/net/route.h).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public ushort Length;
        public byte Version, Type;
        public ushort Index;
        public int Flags, Addresses, ProcessId, Sequence, Error, Use;
        public uint Inits;
        public uint Locks, Mtu, HopCount;
        public int Expire;
        public uint ReceivePipe, SendPipe, Threshold, RoundTrip, Variance, Sent, Filler1, Filler2, Filler3, Filler4;
    }
}
